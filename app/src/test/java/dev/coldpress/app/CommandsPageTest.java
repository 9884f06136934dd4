package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.settings.Setting;
import dev.coldpress.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of settings on the page. {@code -Dcoldpress.write-docs=true} writes it instead of comparing it. */
class CommandsPageTest {

    /** The tests run in the directory of their module. */
    private static final Path PAGE = Path.of("..", "docs", "commands.md");

    @Test
    void thePageHasEverySettingWithItsDefaultAndNoOther() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int first = page.indexOf("| key | default | what it decides |") + 2;
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

    private static String row(Setting<?> setting) {
        String fallback = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "` ";
        return "| `" + setting.key() + "` | " + fallback + "| " + setting.purpose() + " |";
    }
}
