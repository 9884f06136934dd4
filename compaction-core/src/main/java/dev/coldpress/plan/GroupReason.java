package dev.coldpress.plan;

/** Why files are merged, or one is written again. The labels appear in plans. */
public enum GroupReason {
    /** They are small. */
    SMALL_FILES("small-files"),
    /** The rows of some are in another one too. */
    ROWS_TWICE("rows-twice"),
    /** It is large, and not compressed with the codec that is wanted. */
    RECOMPRESS("recompress"),
    /** It is large, and its row groups are tiny. */
    RELAYOUT("relayout");

    private final String label;

    GroupReason(String label) {
        this.label = label;
    }

    /** The name for machines. It never changes. */
    public String label() {
        return label;
    }

    /** Whether it concerns a single file. */
    public boolean isRewrite() {
        return this == RECOMPRESS || this == RELAYOUT;
    }
}
