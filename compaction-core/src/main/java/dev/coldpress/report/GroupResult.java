package dev.coldpress.report;

/**
 * The result for a group of files. In all cases but the first two, all sources are in place. The labels appear in
 * metrics.
 */
public enum GroupResult {
    /** The group is one file now, and its sources are deleted. */
    MERGED("merged"),
    /** As merged, but an earlier run published the output and was stopped before it deleted the sources. */
    RECOVERED("recovered"),
    /** The output was published, and then retracted because somebody deleted or overwrote a source. */
    RETRACTED("retracted"),
    /** The output was written, and never became visible. */
    DROPPED("dropped"),
    /** A source vanished while it was read; the others are planned again. */
    SOURCE_GONE("source-gone"),
    /** A source could not be read and is skipped; the others are planned again. */
    SOURCE_REFUSED("source-refused"),
    /** The output would have been unreadable, and was discarded before its end. */
    OUTPUT_REFUSED("output-refused"),
    /** The output did not match its sources, and was discarded. */
    VERIFY_FAILED("verify-failed"),
    /** The store failed. */
    STORE_FAILED("store-failed"),
    OUT_OF_MEMORY("out-of-memory"),
    /** A bug. */
    UNEXPECTED("unexpected");

    private final String label;

    GroupResult(String label) {
        this.label = label;
    }

    /** The name for machines. It never changes. */
    public String label() {
        return label;
    }
}
