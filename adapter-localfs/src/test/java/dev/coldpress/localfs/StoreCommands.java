package dev.coldpress.localfs;

import dev.coldpress.Compactor;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.codec.RowCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Stream;

/** What the tests let another process do to a store. Its answers go to the standard output, a line each. */
final class StoreCommands {

    static final ObjectKey COUNTER = ObjectKey.of("_compaction/counter");

    /** What {@code abort} takes a token for. */
    static final ObjectKey OUTPUT = ObjectKey.of("app/output");

    private StoreCommands() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[1]);
        try {
            switch (arguments[0]) {
                case "count" -> count(root, Integer.parseInt(arguments[2]));
                case "list" -> list(root);
                case "get" -> get(root);
                case "replace" -> replace(root);
                case "roots" -> roots(root);
                case "locked" -> locked(root);
                case "versions" -> versions(root);
                case "staged" -> staged(root);
                case "fill" -> fill(root);
                case "abort" -> abort(root, new UploadToken(arguments[2]));
                case "compact" -> compact(root);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } catch (StoreException e) {
            System.out.println(e.kind() + " " + e.getMessage());
        }
    }

    /** Increments the counter so often, through a store that is opened for each increment. */
    private static void count(Path root, int increments) {
        for (int i = 0; i < increments; i++) {
            try (ObjectStore store = LocalFileSystemStore.open(root)) {
                System.out.println(increment(store));
            }
        }
    }

    static int increment(ObjectStore store) {
        while (true) {
            StoredObject found = store.get(COUNTER, 100).orElseThrow();
            int next = Integer.parseInt(new String(found.body(), StandardCharsets.UTF_8)) + 1;
            WriteResult result = store.put(
                    COUNTER, String.valueOf(next).getBytes(StandardCharsets.UTF_8), WriteCondition.at(found.version()));
            if (result instanceof WriteResult.Written) {
                return next;
            }
            if (result instanceof WriteResult.Unknown unknown) {
                throw unknown.cause();
            }
        }
    }

    private static void list(Path root) {
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            store.list(ListRequest.tree(KeyPrefix.ROOT)).objects().forEach(object -> System.out.println(object.key()));
        }
    }

    private static void get(Path root) {
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            StoredObject found = store.get(COUNTER, 100).orElseThrow();
            System.out.println(new String(found.body(), StandardCharsets.UTF_8));
        }
    }

    /** Replaces the counter, and then reads it. */
    private static void replace(Path root) {
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            ObjectRef present = store.head(COUNTER).orElseThrow().ref();
            WriteResult result = store.put(COUNTER, new byte[1], WriteCondition.at(present.version()));
            System.out.println(result.getClass().getSimpleName());
        }
        get(root);
    }

    /**
     * Uses stores on several roots, and says how many of their lock files are open. At the end uses one that is closed.
     */
    private static void roots(Path directory) throws IOException {
        for (int i = 0; i < 20; i++) {
            try (ObjectStore store = openWithCounter(directory.resolve("root-" + i))) {
                increment(store);
            }
        }
        System.out.println(openLockFiles() + " after 20 roots");
        ObjectStore one = openWithCounter(directory.resolve("shared"));
        ObjectStore other = LocalFileSystemStore.open(directory.resolve("shared"));
        increment(one);
        System.out.println(openLockFiles() + " of two stores");
        one.close();
        one.close();
        System.out.println(openLockFiles() + " of the other store");
        other.close();
        System.out.println(openLockFiles() + " at the end");
        increment(other);
    }

    private static ObjectStore openWithCounter(Path root) throws IOException {
        ObjectStore store = LocalFileSystemStore.open(Files.createDirectories(root));
        store.put(COUNTER, "0".getBytes(StandardCharsets.UTF_8), WriteCondition.ABSENT);
        return store;
    }

    private static long openLockFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(StoreCommands::isLockFile).count();
        }
    }

    private static boolean isLockFile(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).endsWith(ReservedNames.LOCK_FILE);
        } catch (IOException e) {
            // Of the listing itself, which is over.
            return false;
        }
    }

    /** Whether some other process holds the lock of the root now. */
    private static void locked(Path root) throws IOException {
        try (FileChannel file = FileChannel.open(root.resolve(ReservedNames.LOCK_FILE), StandardOpenOption.WRITE)) {
            System.out.println(file.tryLock() == null);
        }
    }

    private static void versions(Path root) {
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            store.list(ListRequest.tree(KeyPrefix.ROOT))
                    .objects()
                    .forEach(object -> System.out.println(object.ref().version()));
        }
    }

    private static void staged(Path root) {
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            store.staged(KeyPrefix.ROOT, upload -> System.out.println(upload.key() + " " + upload.token()));
        }
    }

    private static void abort(Path root, UploadToken token) {
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            System.out.println(store.abort(OUTPUT, token));
        }
    }

    /**
     * A run on the lake. Says what failed, and how many partitions were compacted. It reads one file at a time: threads
     * that meet a directory at once all look at it, and no two runs would make the same calls.
     */
    private static void compact(Path root) {
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            CompactionReport report = Compactor.builder(store, new RowCodec())
                    .settings(CompactionSettings.builder().parallelism(1).build())
                    .clock(InstantSource.system())
                    .ids(UUID::randomUUID)
                    .pause(duration -> {})
                    .build()
                    .compactAll();
            report.partitions()
                    .forEach(partition -> partition.failure().ifPresent(why -> System.out.println(why.message())));
            System.out.println(report.partitionsCompacted() + " compacted");
        }
    }

    /** Writes an object, then stages one that does not fit, aborts it and writes another one. */
    private static void fill(Path root) {
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            store.put(ObjectKey.of("a/before"), new byte[10], WriteCondition.ABSENT);
            StagedUpload upload = store.stage(ObjectKey.of("a/large"));
            try (upload) {
                writeTenMegabytes(upload);
            } catch (StoreException e) {
                System.out.println(e.kind());
            }
            try {
                store.put(ObjectKey.of("a/record"), new byte[100_000], WriteCondition.ABSENT);
            } catch (StoreException e) {
                System.out.println(e.kind());
            }
            System.out.println(
                    store.list(ListRequest.tree(KeyPrefix.ROOT)).objects().size());
            System.out.println(store.abort(upload.key(), upload.token()));
            System.out.println(
                    store.put(ObjectKey.of("a/after"), new byte[100_000], WriteCondition.ABSENT)
                            instanceof WriteResult.Written);
        }
    }

    private static void writeTenMegabytes(StagedUpload upload) {
        for (int i = 0; i < 1_000; i++) {
            upload.write(ByteBuffer.allocate(10_000));
        }
        upload.seal();
    }
}
