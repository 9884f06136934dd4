package dev.coldpress.simulator.world;

/** What a world is about; each adds its own to what all have. */
public enum Family {
    LATE_FILES,
    USER_DELETES_AN_OBJECT,
    USER_DELETES_THE_PARTITION,
    OVERWRITES,
    RECREATED_BYTES,
    S3_VERSIONS,
    SLOW_PUBLISH,
    REUSABLE_TOKENS,
    TWO_GROUPS,
    OVERLAPPING_PLANS,
    POISONED_FILES,
    SEVERAL_PAGES,
    /** With an orphan clean-up, to which every upload looks old. */
    WHOLE_LAKE,
    /** Compactors that work on two partitions at once, by two threads. */
    SIDE_BY_SIDE,
    /** Compactors that are polite to each other and renew their plans. */
    RENEWALS,
    /** On a store without compare-and-set. */
    RECORD_LOG,
    YOUNG_FILES,
    /** Compactors that write large files again, each for itself, and others that do not. */
    REWRITES,
    /** Sinks write files again, at any later time. */
    REDELIVERED,
    /**
     * A sink writes files again after a user has deleted the output that holds them, while others still carry out
     * decisions.
     */
    REDELIVERED_AFTER_DELETION,
    /** Users put deleted files back. */
    RESTORED_FILES,
    /** Versions change without a write. */
    VERSIONS_CHANGED,
    UNMOUNTED,
    COPIED,
    COPIED_BY_OBJECTS,
    /** What lies below the control prefix is deleted, or put back as it was. */
    RECORDS_LOST,
    /** Compactors that go by one name. */
    EQUAL_NAMES,
    /** Two sets of records round one lake, which compactors have to refuse. */
    TWO_FENCES,
    /** The same for compactors that do not refuse: what they do has to be repaired. */
    OVERLAPPING_FENCES,
    /** What the commit protocol withstands by itself. */
    EVERYTHING,
    /** And what is beyond it. */
    ANYTHING
}
