package dev.coldpress.report;

/** What was done about something that an earlier or another process left unfinished. The labels appear in metrics. */
public enum RecoveryAction {
    /** A published output was kept and its sources deleted. */
    ROLLED_FORWARD("rolled-forward"),
    /** A published output was deleted, because it no longer stood for its sources. */
    RETRACTED("retracted"),
    /** A planned output that never appeared was given up. */
    DISCARDED("discarded"),
    /** A source of a decision that was found on record was gone already: deleted by the process that was interrupted, or by a user. */
    SOURCE_GONE("source-gone"),
    /** A file whose rows were in an output already was deleted: delivered again, copied, or restored. */
    REPEATED_ROWS("repeated-rows"),
    /** A stray upload was aborted, or an object that nobody needs any more was deleted. */
    CLEARED_AWAY("cleared-away");

    private final String label;

    RecoveryAction(String label) {
        this.label = label;
    }

    /** The name for machines. It never changes. */
    public String label() {
        return label;
    }
}
