package dev.coldpress.protocol;

import dev.coldpress.Compactor;
import dev.coldpress.commit.LakeMarker;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoredObject;
import dev.coldpress.record.PartitionRecord;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.VersionedRecord;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A lake in memory, long cold, and the compactors that work on it. Every row is a number of its own. */
final class SmallLake {

    static final KeyPrefix HOUR = KeyPrefix.of("app/year=2026/month=01/day=15/hour=10/");
    static final String CONTROL = CompactionSettings.DEFAULT_CONTROL_PREFIX.path();
    static final KeyPrefix NEXT_HOUR = KeyPrefix.of("app/year=2026/month=01/day=15/hour=11/");

    final ManualClock clock = new ManualClock(Instant.parse("2026-01-15T13:00:00Z"));
    final InMemoryObjectStore store;
    private final SeededIds ids = new SeededIds(42);
    private final CompactionSettings settings;
    private int rows;

    /** A store with all capabilities. */
    SmallLake() {
        this(Keeping.OBJECT);
    }

    SmallLake(Keeping keeping) {
        this(keeping, smallTarget().build());
    }

    SmallLake(CompactionSettings settings) {
        this(Keeping.OBJECT, settings);
    }

    SmallLake(Keeping keeping, CompactionSettings settings) {
        this.store = keeping.openStore(clock);
        this.settings = keeping.complete(settings);
    }

    /** A target so small that a few row files fill a group. */
    static CompactionSettings.Builder smallTarget() {
        return CompactionSettings.builder()
                .layout(LakeLayout.DEFAULT)
                .targetFileSizeBytes(1024)
                .maxFileSizeBytes(4096);
    }

    /** Adds a file with so many fresh rows, and lets the quiet period pass. */
    ObjectKey addFile(KeyPrefix partition, String name, int rowCount) {
        List<String> fresh = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            fresh.add(String.valueOf(rows++));
        }
        return put(partition, name, RowCodec.file(fresh.toArray(new String[0])));
    }

    ObjectKey put(KeyPrefix partition, String name, byte[] body) {
        ObjectKey key = partition.key(name);
        store.add(key, body);
        clock.advance(Duration.ofHours(1));
        return key;
    }

    /** So many files of so many rows. */
    void addFiles(KeyPrefix partition, int files, int rowsEach) {
        for (int i = 0; i < files; i++) {
            addFile(partition, String.format("part-%03d.parquet", i), rowsEach);
        }
    }

    CompactionSettings settings() {
        return settings;
    }

    SeededIds ids() {
        return ids;
    }

    int rowsWritten() {
        return rows;
    }

    /** A process that knows of every such other one that it has ended. */
    Compactor compactor(ObjectStore through) {
        String name = "the same";
        return builder(through).name(name).endedProcesses(name::equals).build();
    }

    /** A process of its own name. */
    Compactor compactor(ObjectStore through, String name) {
        return builder(through).name(name).build();
    }

    Compactor.Builder builder(ObjectStore through) {
        return Compactor.builder(through, new RowCodec())
                .settings(settings)
                .clock(clock)
                .ids(ids)
                .pause(new RecordingPause(clock));
    }

    /** What stands in the record of a partition now. */
    Optional<PartitionRecord> record(KeyPrefix partition) {
        RecordRegister register = new RecordRegister(
                store, settings.controlPrefix(), new RecordingPause(), settings.singleCompactorDrain());
        register.begin();
        return register.read(partition).map(VersionedRecord::record);
    }

    /** Of the lake, which gets its marker if it has none. */
    String identity() {
        LakeMarker marker = new LakeMarker(store, settings.controlPrefix());
        marker.read();
        marker.settle(ids);
        return marker.identity();
    }

    CompactionReport compact() {
        return compactor(store).compactAll();
    }

    /** How often each row is visible to a reader that lists everything and reads every data file. */
    Map<String, Integer> visibleRows() {
        Map<String, Integer> seen = new TreeMap<>();
        for (ListedObject file : dataFiles()) {
            byte[] body = store.get(file.key(), 1 << 20).map(StoredObject::body).orElseThrow();
            RowCodec.rows(body).forEach(row -> seen.merge(row, 1, Integer::sum));
        }
        return seen;
    }

    /** What readers take for data; they pass over whatever begins with an underscore. */
    List<ListedObject> dataFiles() {
        return objects().stream()
                .filter(object -> !object.key().path().startsWith("_"))
                .filter(object -> object.key().name().endsWith(".parquet"))
                .toList();
    }

    /** What lies below a prefix, each at its version. */
    List<ListedObject> objectsBelow(String prefix) {
        return objects().stream()
                .filter(object -> object.key().path().startsWith(prefix))
                .toList();
    }

    /** Everything but what compactors keep for themselves, each at its version. */
    List<ListedObject> objectsOfUsers() {
        return objects().stream()
                .filter(object -> !object.key().path().startsWith(CONTROL))
                .toList();
    }

    /** From now on no compactor knows by a listing that there is nothing to do. */
    void forgetWhatIsAtRest() {
        objectsBelow(CONTROL + "_rest/").forEach(index -> store.remove(index.key()));
    }

    /** The notes of what may be unfinished. */
    List<ListedObject> notes() {
        return objectsBelow(CONTROL + "_open/");
    }

    /** Everything in the store, at its version. */
    List<ListedObject> objects() {
        List<ListedObject> all = new ArrayList<>();
        ListRequest request = ListRequest.tree(KeyPrefix.ROOT);
        while (true) {
            ListPage page = store.list(request);
            all.addAll(page.objects());
            String next = page.next();
            if (next == null) {
                return all;
            }
            request = request.after(next);
        }
    }
}
