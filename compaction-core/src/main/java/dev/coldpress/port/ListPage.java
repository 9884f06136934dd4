package dev.coldpress.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. Pages of one listing are not a snapshot: an object that appears or vanishes between two
 * requests may or may not be seen.
 *
 * @param objects in key order
 * @param prefixes in order; empty unless the request was delimited
 * @param unlisted what is in the directory and is neither; empty unless the request was delimited. A store tells of
 *     each at most once in a whole listing
 * @param next pass it to {@link ListRequest#after} for the next page; null when this page is the last
 */
public record ListPage(
        List<ListedObject> objects,
        List<KeyPrefix> prefixes,
        List<UnlistedEntry> unlisted,
        @Nullable String next) {

    public ListPage {
        objects = List.copyOf(objects);
        prefixes = List.copyOf(prefixes);
        unlisted = List.copyOf(unlisted);
    }

    /** A page on which everything is an object or a prefix. */
    public ListPage(List<ListedObject> objects, List<KeyPrefix> prefixes, @Nullable String next) {
        this(objects, prefixes, List.of(), next);
    }

    /** Whether nothing is on this page. */
    public boolean isEmpty() {
        return objects.isEmpty() && prefixes.isEmpty() && unlisted.isEmpty();
    }
}
