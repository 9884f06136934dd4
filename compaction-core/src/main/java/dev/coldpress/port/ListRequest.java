package dev.coldpress.port;

import org.jspecify.annotations.Nullable;

/**
 * What to list.
 *
 * @param prefix only keys below it
 * @param delimited true lists one level: objects directly below the prefix, and the next segments as
 *     {@link ListPage#prefixes()}; false lists every object below the prefix, at any depth
 * @param startAfter only keys and prefixes after this string, in the order of {@link ObjectKey}, or null for all; a
 *     {@link ListPage#next()} is passed on here
 * @param maxEntries the largest number of objects, prefixes and unlisted entries together in a page, 1 to
 *     {@link #MAX_ENTRIES}
 */
public record ListRequest(
        KeyPrefix prefix, boolean delimited, @Nullable String startAfter, int maxEntries) {

    /** What S3 returns at most. */
    public static final int MAX_ENTRIES = 1000;

    /** No character of a name comes after it. */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    public ListRequest {
        if (maxEntries < 1 || maxEntries > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "A listing page has 1 to " + MAX_ENTRIES + " entries, not " + maxEntries);
        }
    }

    /** The first full page of one level. */
    public static ListRequest level(KeyPrefix prefix) {
        return new ListRequest(prefix, true, null, MAX_ENTRIES);
    }

    /** The first full page of everything below the prefix. */
    public static ListRequest tree(KeyPrefix prefix) {
        return new ListRequest(prefix, false, null, MAX_ENTRIES);
    }

    /** The same request for what comes after all that may lie below a directory. */
    public ListRequest behind(KeyPrefix directory) {
        return after(directory.path() + LAST_CHARACTER);
    }

    /** The same request for what comes after {@code startAfter}. */
    public ListRequest after(String startAfter) {
        return new ListRequest(prefix, delimited, startAfter, maxEntries);
    }
}
