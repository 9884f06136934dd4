package dev.coldpress.app;

/** How much is logged to standard error. */
final class Logging {

    private Logging() {}

    /** Takes effect for loggers that are made later, so call it before anything that logs is loaded. */
    static void configure(boolean verbose, boolean debug) {
        String level = verbose || debug ? "info" : "warn";
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level);
        // Libraries stay at info: parquet-java writes a line for every few bytes.
        System.setProperty("org.slf4j.simpleLogger.log.dev.coldpress", debug ? "debug" : level);
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    }
}
