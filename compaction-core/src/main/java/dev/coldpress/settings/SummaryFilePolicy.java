package dev.coldpress.settings;

/** What to do with a {@code _metadata} or {@code _common_metadata} that describes files which are to be merged. */
public enum SummaryFilePolicy {
    /** The partitions below it are left alone. */
    SKIP,
    /**
     * It stays as it is, and names files that are gone: for lakes whose readers do not use it, or whose writer makes it
     * again.
     */
    LEAVE,
    /**
     * It is deleted before the first merged file appears in a partition below it: readers then go by the files
     * themselves.
     */
    DELETE
}
