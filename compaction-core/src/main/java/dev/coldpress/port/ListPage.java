package dev.coldpress.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. Pages of one listing are not a snapshot: an object that appears or vanishes between two
 * requests may or may not be seen.
 *
 * @param objects in key order
 * @param prefixes in order; empty unless the request was delimited
 * @param next pass it to {@link ListRequest#after} for the next page; null when this page is the last
 */
public record ListPage(
        List<ListedObject> objects,
        List<KeyPrefix> prefixes,
        @Nullable String next) {

    public ListPage {
        objects = List.copyOf(objects);
        prefixes = List.copyOf(prefixes);
    }

    /** Whether nothing is on this page. */
    public boolean isEmpty() {
        return objects.isEmpty() && prefixes.isEmpty();
    }
}
