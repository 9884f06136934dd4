package dev.coldpress.record;

/** What becomes of a group's output. Once recorded it is true for ever, whoever executes it. */
public enum Decision {
    /** The output holds its sources' rows: they are deleted. */
    KEEP,
    /** The output is visible, but a source was deleted or overwritten by somebody else: the output is deleted. */
    RETRACT,
    /** The output never appeared: nothing is done. */
    DROP
}
