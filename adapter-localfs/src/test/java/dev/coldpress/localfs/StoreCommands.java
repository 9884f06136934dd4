package dev.coldpress.localfs;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the tests let another process do to a store. Its answers go to the standard output, a line each. */
final class StoreCommands {

    static final ObjectKey COUNTER = ObjectKey.of("_compaction/counter");

    private StoreCommands() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[1]);
        try {
            switch (arguments[0]) {
                case "count" -> count(root, Integer.parseInt(arguments[2]));
                case "list" -> list(root);
                case "versions" -> versions(root);
                case "staged" -> staged(root);
                case "fill" -> fill(root);
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
            WriteResult result =
                    store.replace(COUNTER, String.valueOf(next).getBytes(StandardCharsets.UTF_8), found.version());
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

    /** Writes an object, then stages one that does not fit, aborts it and writes another one. */
    private static void fill(Path root) {
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            store.createIfAbsent(ObjectKey.of("a/before"), new byte[10]);
            StagedUpload upload = store.stage(ObjectKey.of("a/large"));
            try (upload) {
                writeTenMegabytes(upload);
            } catch (StoreException e) {
                System.out.println(e.kind());
            }
            try {
                store.createIfAbsent(ObjectKey.of("a/record"), new byte[100_000]);
            } catch (StoreException e) {
                System.out.println(e.kind());
            }
            System.out.println(
                    store.list(ListRequest.tree(KeyPrefix.ROOT)).objects().size());
            System.out.println(store.abort(upload.key(), upload.token()));
            System.out.println(
                    store.createIfAbsent(ObjectKey.of("a/after"), new byte[100_000]) instanceof WriteResult.Written);
        }
    }

    private static void writeTenMegabytes(StagedUpload upload) {
        for (int i = 0; i < 1_000; i++) {
            upload.write(ByteBuffer.allocate(10_000));
        }
        upload.seal();
    }
}
