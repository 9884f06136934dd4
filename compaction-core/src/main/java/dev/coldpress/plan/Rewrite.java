package dev.coldpress.plan;

/** For what files that are large already are written again, each into a file of its own. */
public enum Rewrite {
    /** They are not compressed with the codec that the settings name. */
    CODEC,
    /** Their row groups are tiny. */
    LAYOUT
}
