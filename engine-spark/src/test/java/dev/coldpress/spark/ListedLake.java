package dev.coldpress.spark;

import dev.coldpress.partition.LakeWalk;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.testkit.store.ForwardingStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lake of many small files that takes no memory: each page of its listing is made when it is asked for. */
final class ListedLake extends ForwardingStore {

    static final String LAYOUT = "dt={yyyy-MM-dd}/hour={HH}/";

    private static final LocalDateTime FIRST = LocalDateTime.of(2020, 1, 1, 0, 0);
    private static final DateTimeFormatter DIRECTORY = DateTimeFormatter.ofPattern("'dt='yyyy-MM-dd'/hour='HH'/'");
    private static final Instant WRITTEN = Instant.parse("2020-01-01T00:00:00Z");
    private static final long FILE_BYTES = 1 << 20;

    private final int filesEach;
    private final int files;

    ListedLake(int partitions, int filesEach) {
        super(new InMemoryObjectStore(Clock.systemUTC()));
        this.filesEach = filesEach;
        this.files = partitions * filesEach;
    }

    private ObjectKey key(int file) {
        String directory = DIRECTORY.format(FIRST.plusHours(file / filesEach));
        return ObjectKey.of(directory + String.format("part-%05d.parquet", file % filesEach));
    }

    /** The first file after a key, by halves. */
    private int after(@Nullable String key) {
        int low = 0;
        int high = key == null ? 0 : files;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (key != null && key(middle).path().compareTo(key) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Override
    public ListPage list(ListRequest request) {
        if (LakeWalk.CONTROL_DIRECTORY.contains(request.prefix())) {
            return super.list(request);
        }
        if (request.delimited() || !request.prefix().equals(KeyPrefix.ROOT)) {
            throw new IllegalStateException("A listing of a single directory: " + request);
        }
        int from = after(request.startAfter());
        int to = Math.min(files, from + request.maxEntries());
        List<ListedObject> objects = new ArrayList<>();
        for (int file = from; file < to; file++) {
            objects.add(new ListedObject(new ObjectRef(key(file), new ObjectVersion("v" + file), FILE_BYTES), WRITTEN));
        }
        return new ListPage(objects, List.of(), to < files ? key(to - 1).path() : null);
    }
}
