package dev.coldpress.partition;

/** Whether a partition's time has come. */
public enum Temperature {
    /** Its window has not ended, so rows are still expected. */
    HOT,
    /** Its window has ended, and not too long ago. */
    COLD,
    /** Its window ended before the look-back begins: nobody asked for it. */
    BEFORE_LOOKBACK
}
