package dev.coldpress.partition;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A store of ASCII keys that can be listed, in small pages, and nothing else. It remembers what was asked. */
final class ListingStore implements ObjectStore {

    private final List<String> keys;
    private final int pageSize;
    private final List<String> listed = new ArrayList<>();
    private Predicate<ListRequest> refused = request -> false;
    private boolean treesBackwards;

    ListingStore(Collection<String> keys, int pageSize) {
        this.keys = List.copyOf(keys);
        this.pageSize = pageSize;
    }

    /** The prefix of each request that was made, in order. */
    List<String> listed() {
        return listed;
    }

    /** From now on these requests fail. */
    void refuse(Predicate<ListRequest> requests) {
        refused = requests;
    }

    /** From now on an undelimited listing has its keys in the opposite order. */
    void listTreesBackwards() {
        treesBackwards = true;
    }

    @Override
    public ListPage list(ListRequest request) {
        String prefix = request.prefix().path();
        listed.add(prefix);
        if (refused.test(request)) {
            throw new StoreException(StoreException.Kind.DENIED, "list of " + request.prefix() + ": refused");
        }
        SortedSet<String> entries = new TreeSet<>();
        for (String key : keys) {
            if (key.startsWith(prefix)) {
                int slash = request.delimited() ? key.indexOf('/', prefix.length()) : -1;
                entries.add(slash < 0 ? key : key.substring(0, slash + 1));
            }
        }
        List<String> after = entries.stream()
                .filter(entry -> request.startAfter() == null || entry.compareTo(request.startAfter()) > 0)
                .toList();
        if (treesBackwards && !request.delimited()) {
            List<String> backwards = new ArrayList<>(after);
            Collections.reverse(backwards);
            after = backwards;
        }
        List<String> page = after.subList(0, Math.min(after.size(), Math.min(pageSize, request.maxEntries())));
        return new ListPage(
                page.stream()
                        .filter(e -> !e.endsWith("/"))
                        .map(ListingStore::object)
                        .toList(),
                page.stream().filter(e -> e.endsWith("/")).map(KeyPrefix::of).toList(),
                page.size() < after.size() ? page.get(page.size() - 1) : null);
    }

    private static ListedObject object(String key) {
        return new ListedObject(new ObjectRef(ObjectKey.of(key), new ObjectVersion("v1"), 1), Instant.EPOCH);
    }

    @Override
    public boolean listsTreesByPage() {
        return true;
    }

    @Override
    public StoreCapabilities capabilities() {
        throw notHere();
    }

    @Override
    public String location() {
        throw notHere();
    }

    @Override
    public Optional<String> firstAbove(List<ObjectKey> keys) {
        throw notHere();
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        throw notHere();
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        throw notHere();
    }

    @Override
    public ReadResult read(ObjectRef source, long offset, ByteBuffer into) {
        throw notHere();
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
        throw notHere();
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        throw notHere();
    }

    @Override
    public List<DeleteResult> delete(List<ObjectRef> objects) {
        throw notHere();
    }

    @Override
    public StagedUpload stage(ObjectKey key) {
        throw notHere();
    }

    @Override
    public AbortResult abort(ObjectKey key, UploadToken token) {
        throw notHere();
    }

    @Override
    public void close() {}

    private static UnsupportedOperationException notHere() {
        return new UnsupportedOperationException("This store can only be listed");
    }
}
