package dev.coldpress.report;

/** What became of a group of files. In all cases but the first two, its sources are all in place. The labels appear in metrics. */
public enum GroupResult {
    /** It is one file now, and its sources are gone. */
    MERGED("merged"),
    /** As merged, but an earlier run published the output and was stopped before it deleted the sources. */
    RECOVERED("recovered"),
    /** It was published, and retracted because a source was deleted or overwritten by somebody else. */
    RETRACTED("retracted"),
    /** It was written, and never became visible. */
    DROPPED("dropped"),
    /** A source vanished while it was read; the others are planned again. */
    SOURCE_GONE("source-gone"),
    /** A source could not be read and is set aside; the others are planned again. */
    SOURCE_REFUSED("source-refused"),
    /** The output would have been a file that cannot be read again, and was discarded before its end. */
    OUTPUT_REFUSED("output-refused"),
    /** The output was not what its sources promised, and was discarded. */
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
