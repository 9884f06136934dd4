package dev.coldpress.app;

import dev.coldpress.app.log.LogOutput;
import java.io.PrintStream;
import org.slf4j.event.Level;

/** How much is logged to standard error. */
final class Logging {

    private Logging() {}

    static void configure(boolean verbose, boolean debug, boolean json, PrintStream err) {
        Level level = verbose ? Level.INFO : Level.WARN;
        // Libraries stay one level below: parquet-java writes a line for every few bytes.
        LogOutput.set(debug ? Level.DEBUG : level, debug ? Level.INFO : Level.WARN, json, err);
    }
}
