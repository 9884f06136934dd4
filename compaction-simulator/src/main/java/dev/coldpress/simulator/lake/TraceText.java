package dev.coldpress.simulator.lake;

import java.util.regex.Pattern;

/** Shortens what is printed of a history. */
public final class TraceText {

    /** Makes a row about as long as a short event, so that few files reach a small target. */
    static final String PADDING = "-".repeat(60);

    private static final Pattern RANDOM_NAME = Pattern.compile("(compacted_[0-9a-f]{4})[-0-9a-f]{32}\\.parquet");

    private TraceText() {}

    /** Leaves out most of a random name, and what pads a row. */
    public static String tidy(String line) {
        return RANDOM_NAME.matcher(line).replaceAll("$1").replace(PADDING, "");
    }
}
