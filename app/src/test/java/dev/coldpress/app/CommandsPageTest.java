package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.settings.Setting;
import dev.coldpress.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandsPageTest {

    /** The tests run in the directory of their module. */
    private static final Path PAGE = Path.of("..", "docs", "commands.md");

    @Test
    void thePageHasEverySettingWithItsDefaultAndNoOther() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream()
                        .dropWhile(line -> !line.startsWith("| key |"))
                        .takeWhile(line -> line.startsWith("|"))
                        .skip(2))
                .containsExactlyElementsOf(
                        Settings.ALL.stream().map(CommandsPageTest::row).toList());
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "` ";
        return "| `" + setting.key() + "` | " + fallback + "| " + setting.purpose() + " |";
    }
}
