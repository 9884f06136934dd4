package dev.coldpress.testkit.store;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Cuts one page out of all objects. For one use. */
final class InMemoryListing {

    private final ListRequest request;
    private final List<ListedObject> objects = new ArrayList<>();
    private final List<KeyPrefix> prefixes = new ArrayList<>();
    private @Nullable String lastEntry;

    InMemoryListing(ListRequest request) {
        this.request = request;
    }

    ListPage page(NavigableMap<ObjectKey, InMemoryObject> all) {
        for (Map.Entry<ObjectKey, InMemoryObject> object : all.entrySet()) {
            ObjectKey key = object.getKey();
            String entry = entryOf(key);
            if (!request.prefix().contains(key) || !isAfter(entry, request.startAfter()) || entry.equals(lastEntry)) {
                continue;
            }
            if (objects.size() + prefixes.size() == request.maxEntries()) {
                return new ListPage(objects, prefixes, lastEntry);
            }
            if (entry.endsWith("/")) {
                prefixes.add(new KeyPrefix(entry));
            } else {
                objects.add(object.getValue().listed(key));
            }
            lastEntry = entry;
        }
        return new ListPage(objects, prefixes, null);
    }

    /** The key, or, one level at a time, the prefix that stands for it; those of one prefix are neighbours. */
    private String entryOf(ObjectKey key) {
        int slash = key.path().indexOf('/', request.prefix().path().length());
        boolean stands = request.delimited() && slash >= 0 && request.prefix().contains(key);
        return stands ? key.path().substring(0, slash + 1) : key.path();
    }

    private static boolean isAfter(String entry, @Nullable String start) {
        return start == null
                || Arrays.compareUnsigned(
                                entry.getBytes(StandardCharsets.UTF_8), start.getBytes(StandardCharsets.UTF_8))
                        > 0;
    }
}
