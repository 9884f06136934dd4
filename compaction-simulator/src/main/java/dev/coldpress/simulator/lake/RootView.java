package dev.coldpress.simulator.lake;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.simulator.world.World.Fence;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of the lake as a store sees them that was opened at its root, or at the root above it. The simulated content
 * has the keys of the lake's own root; what lies above it stands below a prefix that readers and walks take for hidden.
 */
public enum RootView {
    OF_THE_LAKE,
    FROM_ABOVE;

    public static RootView of(Fence fence) {
        return fence == Fence.ROOT_ABOVE ? FROM_ABOVE : OF_THE_LAKE;
    }

    /** The content's key. */
    public ObjectKey inside(ObjectKey key) {
        return this == OF_THE_LAKE ? key : ObjectKey.of(inside(key.path()));
    }

    private static String inside(String path) {
        return path.startsWith(Fence.BELOW) ? path.substring(Fence.BELOW.length()) : LakeKeys.ABOVE + path;
    }

    private static String outside(String path) {
        return path.startsWith(LakeKeys.ABOVE) ? path.substring(LakeKeys.ABOVE.length()) : Fence.BELOW + path;
    }

    public ObjectRef inside(ObjectRef ref) {
        return this == OF_THE_LAKE ? ref : new ObjectRef(inside(ref.key()), ref.version(), ref.sizeBytes());
    }

    /** The key of a content's key. */
    public ObjectKey outside(ObjectKey key) {
        return this == OF_THE_LAKE ? key : ObjectKey.of(outside(key.path()));
    }

    public ListedObject outside(ListedObject object) {
        ObjectRef ref = object.ref();
        return this == OF_THE_LAKE
                ? object
                : new ListedObject(
                        new ObjectRef(outside(ref.key()), ref.version(), ref.sizeBytes()), object.lastModified());
    }

    public ListPage list(LakeContent content, ListRequest request) {
        if (this == OF_THE_LAKE) {
            return Listing.page(content, request);
        }
        if (request.prefix().equals(KeyPrefix.ROOT) && request.delimited()) {
            return root(content);
        }
        String after = request.startAfter();
        ListPage page = Listing.page(
                content,
                new ListRequest(
                        new KeyPrefix(inside(request.prefix().path())),
                        request.delimited(),
                        after == null ? null : inside(after),
                        request.maxEntries()));
        String next = page.next();
        return new ListPage(
                page.objects().stream()
                        .map(this::outside)
                        .filter(object -> request.prefix().contains(object.key()))
                        .toList(),
                page.prefixes().stream()
                        .filter(prefix -> !prefix.path().startsWith(LakeKeys.ABOVE))
                        .map(prefix -> new KeyPrefix(outside(prefix.path())))
                        .toList(),
                next == null ? null : outside(next));
    }

    private static ListPage root(LakeContent content) {
        List<KeyPrefix> directories = new ArrayList<>();
        if (content.objects().keySet().stream().anyMatch(key -> key.path().startsWith(LakeKeys.ABOVE))) {
            directories.add(KeyPrefix.of("_compaction/"));
        }
        directories.add(KeyPrefix.of(Fence.BELOW));
        return new ListPage(List.of(), directories, null);
    }
}
