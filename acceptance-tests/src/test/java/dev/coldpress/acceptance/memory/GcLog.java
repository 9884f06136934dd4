package dev.coldpress.acceptance.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads what Java logs about its collections. */
final class GcLog {

    /** As in {@code 123M->45M(512M)}. */
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");

    private GcLog() {}

    /** The most that was in use when a collection began, in MB; 0 if there was none. */
    static long peakHeapMb(Path log) throws IOException {
        return COLLECTION
                .matcher(Files.readString(log))
                .results()
                .map(MatchResult::group)
                .mapToLong(text -> Long.parseLong(text.substring(0, text.indexOf('M'))))
                .max()
                .orElse(0);
    }
}
