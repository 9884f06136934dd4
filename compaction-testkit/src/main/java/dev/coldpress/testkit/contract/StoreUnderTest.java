package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Short words for what the tests of a store do again and again. Each fails the test if the store does not do it. */
public final class StoreUnderTest {

    private static final int MAX_BODY_BYTES = 64 << 20;

    private final ObjectStore store;

    public StoreUnderTest(ObjectStore store) {
        this.store = store;
    }

    public ObjectStore store() {
        return store;
    }

    public ObjectRef put(String key, String text) {
        return put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes an object to a free key, in one of the ways that the store declares. */
    public ObjectRef put(String key, byte[] body) {
        ObjectKey objectKey = ObjectKey.of(key);
        if (store.capabilities().createIfAbsent()) {
            requireWritten(store.put(objectKey, body, WriteCondition.ABSENT));
            return present(objectKey);
        }
        Assumptions.assumeTrue(
                store.capabilities().stagedUploads(), "the store declares no way to write an object, so none is there");
        try (StagedUpload upload = sealed(key, body)) {
            return published(upload);
        }
    }

    /** Gives a key that holds {@code old} another write. */
    public ObjectRef overwrite(ObjectRef old, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (store.capabilities().replaceIfVersion()) {
            requireWritten(store.put(old.key(), body, WriteCondition.at(old.version())));
            return present(old.key());
        }
        delete(old);
        return put(old.key().path(), text);
    }

    public void delete(ObjectRef object) {
        assertThat(store.delete(List.of(object))).containsExactly(DeleteResult.DELETED);
    }

    public StagedUpload sealed(String key, String text) {
        return sealed(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An upload that only waits to be published. */
    public StagedUpload sealed(String key, byte[] body) {
        StagedUpload upload = store.stage(ObjectKey.of(key));
        upload.write(ByteBuffer.wrap(body));
        upload.seal();
        return upload;
    }

    /** The whole content of a key as text, or empty if there is no such object. */
    public Optional<String> text(String key) {
        return store.get(ObjectKey.of(key), MAX_BODY_BYTES)
                .map(object -> new String(object.body(), StandardCharsets.UTF_8));
    }

    /** The range of an object, which must be there at its version. */
    public byte[] read(ObjectRef object, long offset, int length) {
        ByteBuffer into = ByteBuffer.allocate(length);
        assertThat(store.read(object, offset, into)).isEqualTo(ReadResult.READ);
        assertThat(into.hasRemaining()).as("room left in the buffer").isFalse();
        return into.array();
    }

    public boolean isVisible(String key) {
        return store.head(ObjectKey.of(key)).isPresent();
    }

    /** Every key below a prefix, in the order of the listing. */
    public List<String> keys(String prefix) {
        return entries(ListRequest.tree(new KeyPrefix(prefix)));
    }

    /** All pages of a listing, objects and prefixes in one order; each page within its limit and in order. */
    public List<String> entries(ListRequest first) {
        List<String> entries = new ArrayList<>();
        ListRequest request = first;
        while (true) {
            ListPage page = store.list(request);
            assertInOrder(page);
            List<String> onPage = entries(page);
            assertThat(onPage).as("a page").hasSizeLessThanOrEqualTo(request.maxEntries());
            assertComesAfter(request.startAfter(), onPage);
            entries.addAll(onPage);
            if (page.next() == null) {
                return entries;
            }
            assertThat(onPage).as("a page that is not the last").isNotEmpty();
            request = request.after(page.next());
        }
    }

    /** Else the pages of a broken store might never end. */
    private static void assertComesAfter(@Nullable String start, List<String> onPage) {
        if (start != null) {
            assertThat(onPage)
                    .as("a page")
                    .allSatisfy(entry -> assertThat(compareUtf8(entry, start))
                            .as("'%s' against the start '%s'", entry, start)
                            .isPositive());
        }
    }

    private static void assertInOrder(ListPage page) {
        assertThat(page.objects().stream().map(ListedObject::key)).isSorted();
        assertThat(page.prefixes()).isSorted();
    }

    private static List<String> entries(ListPage page) {
        Stream<String> keys = page.objects().stream().map(object -> object.key().path());
        Stream<String> prefixes = page.prefixes().stream().map(KeyPrefix::path);
        return Stream.concat(keys, prefixes).sorted(StoreUnderTest::compareUtf8).toList();
    }

    /** Publishes a sealed upload, and returns what is there then. */
    ObjectRef published(StagedUpload upload) {
        assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        return present(upload.key());
    }

    private ObjectRef present(ObjectKey key) {
        return store.head(key).orElseThrow().ref();
    }

    static int compareUtf8(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    static void requireWritten(WriteResult result) {
        assertThat(result).isInstanceOf(WriteResult.Written.class);
    }

    /** By which version what was written can be replaced or deleted. */
    static ObjectVersion written(WriteResult result) {
        requireWritten(result);
        return ((WriteResult.Written) result).version();
    }
}
