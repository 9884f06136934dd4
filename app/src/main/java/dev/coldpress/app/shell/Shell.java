package dev.coldpress.app.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/**
 * What surrounds a call of the command. No secret that a text has in a URI gets through {@code out} or {@code err}.
 *
 * @param out for results
 * @param err for errors and progress
 * @param isTerminal whether a person watches {@code err}, so that a progress bar makes sense
 * @param columns how wide that terminal is
 */
public record Shell(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean isTerminal,
        int columns,
        InstantSource clock) {

    /** Set to {@code true} by the launcher script, which can ask about each stream, as Java cannot. */
    private static final String TERMINAL_PROPERTY = "coldpress.terminal";

    private static final String COLUMNS_PROPERTY = "coldpress.columns";
    private static final int USUAL_COLUMNS = 80;

    public Shell {
        out = MaskedStream.of(out);
        err = MaskedStream.of(err);
    }

    /** That of this process. Output is UTF-8 whatever the locale, as keys are. */
    public static Shell ofProcess() {
        return new Shell(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.getenv(),
                Boolean.getBoolean(TERMINAL_PROPERTY),
                Integer.getInteger(COLUMNS_PROPERTY, USUAL_COLUMNS),
                Clock.systemUTC());
    }

    /** For picocli, which prints to writers. */
    public static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
