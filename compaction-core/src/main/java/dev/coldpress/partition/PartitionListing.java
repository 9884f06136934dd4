package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.UnlistedEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What lies directly in a partition.
 *
 * @param objects in key order
 * @param directories prefixes below the partition; nothing in them belongs to it
 * @param unlisted what else lies there, of which a store only tells
 * @param pages how many requests it took; a reader of the partition needs about as many, and more than one is no
 *     snapshot
 */
public record PartitionListing(
        List<ListedObject> objects, List<KeyPrefix> directories, List<UnlistedEntry> unlisted, int pages) {

    /** Lists all pages. */
    public static PartitionListing read(ObjectStore store, KeyPrefix partition) {
        List<ListedObject> objects = new ArrayList<>();
        List<KeyPrefix> directories = new ArrayList<>();
        List<UnlistedEntry> unlisted = new ArrayList<>();
        ListRequest request = ListRequest.level(partition);
        for (int pages = 1; ; pages++) {
            ListPage page = store.list(request);
            objects.addAll(page.objects());
            directories.addAll(page.prefixes());
            unlisted.addAll(page.unlisted());
            String next = page.next();
            if (next == null) {
                return new PartitionListing(objects, directories, unlisted, pages);
            }
            request = request.after(next);
        }
    }

    /** The same partition with other objects. */
    public PartitionListing withObjects(List<ListedObject> others) {
        return new PartitionListing(others, directories, unlisted, pages);
    }

    /** Every object that is there, at its version. */
    public Set<ObjectRef> refs() {
        Set<ObjectRef> refs = new HashSet<>();
        objects.forEach(object -> refs.add(object.ref()));
        return refs;
    }
}
