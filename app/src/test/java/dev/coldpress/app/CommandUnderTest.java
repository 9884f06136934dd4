package dev.coldpress.app;

import dev.coldpress.app.lake.Application;
import dev.coldpress.app.shell.Shell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Calls the command in this process. The clock stands still, unless another one is given. */
public final class CommandUnderTest {

    public static final Instant NOW = Instant.parse("2026-03-01T02:10:00Z");

    private final Application application;
    private final Map<String, String> environment = new HashMap<>();
    private InstantSource clock = InstantSource.fixed(NOW);
    private boolean isTerminal;
    private int columns = 80;

    CommandUnderTest(Application application) {
        this.application = application;
    }

    /** With the adapters that it is delivered with. */
    public static CommandUnderTest asDelivered() {
        return new CommandUnderTest(DaggerColdpressComponent.create());
    }

    public CommandUnderTest with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    CommandUnderTest at(InstantSource other) {
        clock = other;
        return this;
    }

    CommandUnderTest onATerminal() {
        isTerminal = true;
        return this;
    }

    CommandUnderTest onATerminal(int width) {
        columns = width;
        return onATerminal();
    }

    public Outcome call(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(stream(out), stream(err), Map.copyOf(environment), isTerminal, columns, clock);
        int exitCode = ColdpressCommand.commandLine(application, shell).execute(arguments);
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    public record Outcome(int exitCode, String out, String err) {}
}
