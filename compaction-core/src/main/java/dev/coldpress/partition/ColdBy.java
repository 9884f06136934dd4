package dev.coldpress.partition;

/** By what a partition counts as one that no longer receives data. */
public enum ColdBy {
    /** The time in its path has ended, and it has been quiet for the quiet period. */
    TIME,
    /** It has been quiet for the quiet period, whatever its path says: for layouts without a date. */
    QUIET
}
