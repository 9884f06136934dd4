package dev.coldpress.simulator.lake;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts one page of a listing out of all objects. Keys are ASCII here, whose order is that of their characters. */
public final class Listing {

    private final List<ListedObject> objects = new ArrayList<>();
    private final List<KeyPrefix> prefixes = new ArrayList<>();
    private @Nullable String last;

    private Listing() {}

    public static ListPage page(LakeContent content, ListRequest request) {
        return new Listing().cut(content, request);
    }

    private ListPage cut(LakeContent content, ListRequest request) {
        String prefix = request.prefix().path();
        String after = request.startAfter();
        for (LakeObject object : content.objects().values()) {
            String entry = entry(object.key(), prefix, request.delimited());
            if (entry == null || (after != null && entry.compareTo(after) <= 0) || entry.equals(last)) {
                continue;
            }
            if (objects.size() + prefixes.size() == request.maxEntries()) {
                return new ListPage(objects, prefixes, last);
            }
            if (entry.endsWith("/")) {
                prefixes.add(new KeyPrefix(entry));
            } else {
                objects.add(object.listed());
            }
            last = entry;
        }
        return new ListPage(objects, prefixes, null);
    }

    /** The key, or the prefix that stands for it; null if it is not below the prefix. */
    private static @Nullable String entry(ObjectKey key, String prefix, boolean delimited) {
        String path = key.path();
        if (!path.startsWith(prefix)) {
            return null;
        }
        int slash = delimited ? path.indexOf('/', prefix.length()) : -1;
        return slash < 0 ? path : path.substring(0, slash + 1);
    }
}
