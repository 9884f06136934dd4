package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.shell.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages show can be called. That the tutorial's commands work is a test of its own, and so are the recipes.
 */
class DocumentedCommandsTest {

    /** The tests run in the directory of their module. */
    private static final Path PROJECT = Path.of("..");

    private static final Pattern COMMAND = Pattern.compile("^(?:\\./)?coldpress( .*)");
    private static final Pattern SCRIPT = Pattern.compile("\\bscripts/([a-z0-9-]+)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** Where the words of the command itself end: a comment, or what the shell does with the output. */
    private static final Pattern END = Pattern.compile(" (?:#|>|\\||&).*$");

    private static final Set<String> WITH_SETTINGS = Set.of("layout", "plan", "run", "serve", "config", "verify");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"));
                Stream<Path> beside = Files.list(PROJECT)) {
            return Stream.concat(docs, beside)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : pages()) {
            boolean isFenced = false;
            for (String line : Files.readAllLines(page)) {
                isFenced = line.startsWith("```") != isFenced;
                if (isFenced || line.startsWith("    ")) {
                    COMMAND.matcher(line.strip())
                            .results()
                            .forEach(found -> commands.add(
                                    END.matcher(found.group(1)).replaceFirst("").strip()));
                }
            }
        }
        return commands;
    }

    @Test
    void thePagesShowCommands() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(20);
    }

    /** A layout may be left to the reader, as three dots. */
    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandIsUnderstoodWithItsSettings(String command) {
        List<String> words = WORD.matcher(command.replace("'…'", "'dt={yyyy-MM-dd}/'"))
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
        assertThatCode(() -> ColdpressCommand.commandLine(DaggerColdpressComponent.create(), Shell.ofProcess())
                        .parseArgs(words.toArray(String[]::new)))
                .doesNotThrowAnyException();
        if (WITH_SETTINGS.contains(words.get(0)) && !words.contains("--config")) {
            List<String> shown = new ArrayList<>(words);
            shown.set(0, "config");
            Outcome outcome = CommandUnderTest.asDelivered().call(shown.toArray(String[]::new));
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        }
    }

    @Test
    void eachScriptThatAPageNamesIsThere() throws IOException {
        for (Path page : pages()) {
            SCRIPT.matcher(Files.readString(page))
                    .results()
                    .forEach(script -> assertThat(PROJECT.resolve("scripts").resolve(script.group(1)))
                            .as(page + " names " + script.group())
                            .isExecutable());
        }
    }
}
