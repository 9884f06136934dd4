package dev.coldpress.acceptance.memory;

import java.time.Duration;
import java.util.Locale;

/**
 * What was seen of one run.
 *
 * @param peakHeapMb the most that was in use when a collection began
 * @param peakResidentKb of the whole process, by the operating system
 * @param equal whether the content afterwards is that of before
 */
record MemoryFinding(
        String name,
        long sourceBytes,
        Duration time,
        long peakHeapMb,
        long peakResidentKb,
        int outputFiles,
        boolean equal) {

    private static final int MOST_OUTPUT_FILES = 4;

    boolean isRight() {
        return equal && outputFiles <= MOST_OUTPUT_FILES;
    }

    String text() {
        double seconds = time.toMillis() / 1000.0;
        double megabytes = sourceBytes / 1e6;
        return String.format(
                Locale.ROOT,
                "%s, %.0f MB with %s: %d files after %.1f s (%.0f MB/s), peak heap %d MB, peak resident %d MB, content %s",
                name,
                megabytes,
                MemoryCase.HEAP,
                outputFiles,
                seconds,
                megabytes / seconds,
                peakHeapMb,
                peakResidentKb >> 10,
                equal ? "equal" : "NOT EQUAL");
    }
}
