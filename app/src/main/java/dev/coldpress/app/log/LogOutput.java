package dev.coldpress.app.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/**
 * How much is logged, how, and where to. One for the process, as loggers are; may be changed at any time by any thread.
 */
public final class LogOutput {

    private static final String OWN = "dev.coldpress";

    private static volatile LogOutput current = new LogOutput(
            Level.WARN,
            Level.WARN,
            false,
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));

    private final Level ownLevel;
    private final Level otherLevel;
    private final boolean json;
    private final PrintStream out;

    private LogOutput(Level ownLevel, Level otherLevel, boolean json, PrintStream out) {
        this.ownLevel = ownLevel;
        this.otherLevel = otherLevel;
        this.json = json;
        this.out = out;
    }

    /**
     * Takes effect at once, for all loggers.
     *
     * @param ownLevel for loggers of Coldpress
     * @param otherLevel for those of libraries
     * @param json whether lines are JSON objects
     * @param out takes whole lines, in UTF-8
     */
    public static void set(Level ownLevel, Level otherLevel, boolean json, PrintStream out) {
        current = new LogOutput(ownLevel, otherLevel, json, out);
    }

    static boolean isEnabled(String logger, Level level) {
        LogOutput output = current;
        Level least = logger.startsWith(OWN) ? output.ownLevel : output.otherLevel;
        return level.toInt() >= least.toInt();
    }

    static void write(Line line) {
        LogOutput output = current;
        String text = output.json ? line.json() : line.text();
        // One call, so that lines of several threads do not mix.
        output.out.println(text);
    }

    /**
     * What was logged.
     *
     * @param time in ISO-8601, UTC
     * @param fault null if none was logged
     */
    record Line(
            String time,
            Level level,
            String logger,
            String message,
            List<KeyValuePair> pairs,
            @Nullable Throwable fault) {

        String text() {
            return LineText.of(this);
        }

        String json() {
            return LineJson.of(this);
        }
    }
}
