package dev.coldpress.report;

/** How closely a plan looks at the files of a lake. */
public enum PlanDepth {
    /**
     * By their names, sizes and times, and by what the records say. Takes one listing for each partition, so a plan of
     * a million files takes seconds. It takes all files of a partition to fit together, unless an earlier run has
     * merged some of them, or the settings have large ones written again: then it reads their footers.
     */
    SIZES,

    /** By their footers too. Finds files that do not fit together, cannot be merged, or have rows of another file. */
    FOOTERS
}
