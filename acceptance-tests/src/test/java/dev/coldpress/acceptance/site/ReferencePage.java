package dev.coldpress.acceptance.site;

import dev.coldpress.app.settings.Setting;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.plan.SkipReason;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The page that is made of the code: what a version has, in the words of the version itself. */
final class ReferencePage {

    private ReferencePage() {}

    /** As Markdown. */
    static String text() {
        return "# Settings, exit codes and reasons\n\nThis page is made from the code when the site is built. "
                + "[Commands](commands.md) explains how settings are given and has more on the exit codes; "
                + "[metrics](metrics.md) lists the metrics, and a test compares it with the code.\n\n"
                + "## Settings\n\n| flag | variable | default | what it decides |\n|---|---|---|---|\n"
                + Settings.ALL.stream().map(ReferencePage::row).collect(Collectors.joining())
                + "\n## Exit codes\n\n| code | meaning |\n|---|---|\n"
                + ExitCode.SHOWN.stream()
                        .map(code -> "| " + code.replaceFirst(":", " | ") + " |\n")
                        .collect(Collectors.joining())
                + "\n## Reasons\n\nWhy a file or a partition is left alone.\n\n| reason | meaning |\n|---|---|\n"
                + Arrays.stream(SkipReason.values())
                        .map(reason -> "| `" + reason.label() + "` | " + cell(reason.explanation()) + " |\n")
                        .collect(Collectors.joining());
    }

    private static String row(Setting<?> setting) {
        String standard = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
        return "| `" + setting.flag() + "` | `" + setting.environmentName() + "` | " + standard + " | "
                + cell(setting.purpose()) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("_", "\\_").replace("*", "\\*");
    }
}
