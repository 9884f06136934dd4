package dev.coldpress.localfs;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.UnlistedEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing: a walk in key order, with one {@link DirectoryCursor} for each level that is open. For one
 * use.
 */
final class TreeListing {

    private final ListRequest request;
    private final ListStart start;
    private final Deque<DirectoryCursor> open = new ArrayDeque<>();
    private final List<ListedObject> objects = new ArrayList<>();
    private final List<KeyPrefix> prefixes = new ArrayList<>();
    private final List<UnlistedEntry> unlisted = new ArrayList<>();
    private @Nullable String last;

    TreeListing(ListRequest request) {
        this.request = request;
        start = ListStart.of(request);
    }

    /** @param directory the one that stands for the prefix of the request */
    ListPage page(Path directory) throws IOException {
        enter(directory, request.prefix().path());
        while (!open.isEmpty()) {
            Optional<ListedEntry> next = open.peek().next();
            if (next.isEmpty()) {
                open.pop();
            } else if (next.get().isDirectory() && !request.delimited()) {
                enter(next.get().path(), next.get().name());
            } else if (objects.size() + prefixes.size() + unlisted.size() == request.maxEntries()) {
                return new ListPage(objects, prefixes, unlisted, last);
            } else {
                add(next.get());
            }
        }
        return new ListPage(objects, prefixes, unlisted, null);
    }

    private void enter(Path directory, String prefix) {
        open.push(new DirectoryCursor(directory, prefix, start, request.maxEntries() + 1));
    }

    private void add(ListedEntry entry) {
        if (entry.unlisted().isPresent()) {
            unlisted.add(entry.told(entry.unlisted().get()));
        } else if (entry.isDirectory()) {
            prefixes.add(KeyPrefix.of(entry.name()));
        } else {
            objects.add(entry.stamp().listed(ObjectKey.of(entry.name())));
        }
        last = entry.name();
    }
}
