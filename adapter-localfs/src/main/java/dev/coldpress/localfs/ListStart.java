package dev.coldpress.localfs;

import dev.coldpress.port.ListRequest;
import org.jspecify.annotations.Nullable;

/** Where a listing starts. */
record ListStart(@Nullable String after, boolean delimited) {

    static ListStart of(ListRequest request) {
        return new ListStart(request.startAfter(), request.delimited());
    }

    /** Whether an entry is to be listed; in a listing of a whole tree, also whether anything below a directory is. */
    boolean reaches(String name) {
        return after == null
                || KeyOrder.compare(name, after) > 0
                || (!delimited && name.endsWith("/") && after.startsWith(name));
    }
}
