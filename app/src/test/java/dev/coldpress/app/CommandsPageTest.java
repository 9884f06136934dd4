package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.settings.Setting;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of settings on the page. {@code -Dcoldpress.write-docs=true} writes it instead of comparing it. */
class CommandsPageTest {

    /** The tests run in the directory of their module. */
    private static final Path PAGE = Path.of("..", "docs", "commands.md");

    @Test
    void thePageHasEverySettingWithItsDefaultAndNoOther() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int first = page.indexOf("| key | default | meaning |") + 2;
        List<String> rows = page.stream()
                .skip(first)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<String> wanted = Settings.ALL.stream().map(CommandsPageTest::row).toList();
        if (Boolean.getBoolean("coldpress.write-docs")) {
            List<String> written = new ArrayList<>(page.subList(0, first));
            written.addAll(wanted);
            written.addAll(page.subList(first + rows.size(), page.size()));
            Files.write(PAGE, written);
            return;
        }
        assertThat(rows).containsExactlyElementsOf(wanted);
    }

    @Test
    void thePageHasEveryExitCodeAndNoOther() throws IOException {
        List<String> codes = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("| code | meaning |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line ->
                        Stream.of(line.split("\\|", -1)[1].split(",", -1)).map(String::strip))
                .toList();
        assertThat(codes)
                .containsExactlyElementsOf(ExitCode.SHOWN.stream()
                        .map(shown -> shown.substring(0, shown.indexOf(':')))
                        .toList());
        assertThat(ColdpressCommand.commandLine(DaggerColdpressComponent.create(), Shell.ofProcess())
                        .getCommandSpec()
                        .usageMessage()
                        .exitCodeList()
                        .keySet())
                .containsExactlyElementsOf(codes);
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "` ";
        return "| `" + setting.key() + "` | " + fallback + "| " + setting.purpose() + " |";
    }
}
