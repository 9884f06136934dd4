package dev.coldpress.settings;

/** How much is checked of a merged file before it is published. */
public enum VerifyLevel {
    /** Rows, and values and nulls of every column, against the footers of the sources; pages tile their chunks. */
    FOOTER,
    /** All of that, and every written page is decoded again and compared with what was read from the sources. */
    CONTENT
}
