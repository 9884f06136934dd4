package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.run.RunEngine;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.Shell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> roots = new ArrayList<>();

    private int call(String... arguments) {
        PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
        Shell shell = new Shell(
                both, new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), false, 80, Clock.systemUTC());
        RunEngine engine = (lake, settings, listener) -> {
            roots.add(settings.root().toString());
            return RunEngine.THIS_PROCESS.compactor(lake, settings, listener);
        };
        return EngineCommand.of("coldpress-elsewhere", shell, engine).execute(arguments);
    }

    @Test
    void runAsksTheEngineForACompactor(@TempDir Path lake) {
        assertThat(call("run", lake.toString())).isEqualTo(ExitCode.DONE);
        assertThat(roots).containsExactly(lake.toUri().toString());
    }

    @Test
    void planDoesNot(@TempDir Path lake) {
        assertThat(call("plan", lake.toString())).isEqualTo(ExitCode.DONE);
        assertThat(roots).isEmpty();
    }

    @Test
    void itNamesItself() {
        assertThat(call("--help")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("coldpress-elsewhere")
                .doesNotContainPattern("(?m)^  (demo|serve) ");
        assertThat(call()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Say what to do: layout", "'coldpress-elsewhere --help'");
    }
}
