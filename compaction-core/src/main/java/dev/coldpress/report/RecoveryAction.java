package dev.coldpress.report;

/**
 * How a run dealt with something that another process or an earlier run left unfinished. The labels appear in metrics.
 */
public enum RecoveryAction {
    /** A published output was kept and its sources deleted. */
    ROLLED_FORWARD("rolled-forward"),
    /** A published output was deleted, because its sources had changed since. */
    RETRACTED("retracted"),
    /** A planned output that never appeared was given up. */
    DISCARDED("discarded"),
    /** A source in a recorded decision was gone already: the interrupted process or a user had deleted it. */
    SOURCE_GONE("source-gone"),
    /** A file was deleted because an output had its rows already: it was delivered again, copied or restored. */
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
