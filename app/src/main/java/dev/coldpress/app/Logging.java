package dev.coldpress.app;

/** How much is logged to standard error. */
final class Logging {

    private static final String LEVEL_PROPERTY = "org.slf4j.simpleLogger.defaultLogLevel";

    private Logging() {}

    /** Takes effect for loggers that are made later, so call it before anything that logs is loaded. */
    static void configure(boolean verbose, boolean debug) {
        String quiet = System.getProperty(LEVEL_PROPERTY, "warn");
        System.setProperty(LEVEL_PROPERTY, debug ? "debug" : verbose ? "info" : quiet);
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    }
}
