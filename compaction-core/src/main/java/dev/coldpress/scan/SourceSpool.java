package dev.coldpress.scan;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.parquet.ByteHash;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.SourceGoneException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes of small files from the look at their footers until they are merged, so that the store is asked for
 * each of them once: a request costs more than its bytes. What does not fit is asked for twice, its footer and its
 * content.
 *
 * <p>The bytes are those of the version that was planned. That a source was deleted or overwritten since shows before
 * anything is decided: the sources are listed again after the publish.
 *
 * <p>They lie in blocks, because very many arrays of a megabyte each waste the heap of some garbage collectors. For
 * several threads, which no longer read once it is closed.
 */
public final class SourceSpool implements AutoCloseable {

    /**
     * Above this, a second request is cheap in comparison with the transfer, and a file that is not merged would cost
     * too much.
     */
    static final int LARGEST_FILE_BYTES = 8 << 20;

    /** No less than what a codec reads at once, or a file that comes again would be known by its footer alone. */
    private static final int LARGEST_HASHED_BYTES = 16 << 20;

    private static final int FIRST_BLOCK_BYTES = 256 << 10;
    private static final int LARGEST_BLOCK_BYTES = 2 * LARGEST_FILE_BYTES;

    private final ObjectStore store;
    private final MemoryBudget room;
    private final Map<ObjectRef, Kept> kept = new ConcurrentHashMap<>();
    private final Map<ObjectRef, Long> contentHashes = new ConcurrentHashMap<>();
    private int nextBlockBytes = FIRST_BLOCK_BYTES;
    private @Nullable Block last;

    /** @param room for the blocks, shared with the spools of other partitions */
    public SourceSpool(ObjectStore store, MemoryBudget room) {
        this.store = store;
        this.room = room;
    }

    /** One that keeps nothing. */
    public static SourceSpool none(ObjectStore store) {
        return new SourceSpool(store, new MemoryBudget(0));
    }

    private static final class Block {

        private final byte[] bytes;
        private int used;
        private int files;

        Block(int size) {
            bytes = new byte[size];
        }
    }

    private record Kept(Block block, int from, int size) {

        void read(long offset, ByteBuffer into) {
            int length = into.remaining();
            int start = (int) Objects.checkFromIndexSize(offset, length, size);
            into.put(block.bytes, from + start, length);
        }
    }

    /** The file, to read its footer: all of it is kept, if it is small and there is room. */
    SourceFile toScan(ObjectRef ref) {
        if (!kept.containsKey(ref) && ref.sizeBytes() <= LARGEST_FILE_BYTES) {
            keep(ref, (int) ref.sizeBytes());
        }
        return new SpooledFile(ref, bytes -> {});
    }

    /** The file, to merge it: what is kept of it is given up once all of it was read. */
    public SourceFile toMerge(ObjectRef ref) {
        return new SpooledFile(ref, bytes -> {
            if (bytes.remaining() == ref.sizeBytes()) {
                if (ref.sizeBytes() <= LARGEST_HASHED_BYTES) {
                    hash(ref, bytes);
                }
                giveUp(ref);
            }
        });
    }

    /**
     * The {@link ByteHash} of all bytes of a file: remembered if it was read at once to merge it, else of what is kept,
     * or else read for this.
     *
     * @return empty if the file vanished, or is larger than what a merge reads at once
     */
    public OptionalLong contentHash(ObjectRef ref) {
        OptionalLong known = knownContentHash(ref);
        if (known.isPresent() || ref.sizeBytes() > LARGEST_HASHED_BYTES) {
            return known;
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) ref.sizeBytes());
        try {
            new SpooledFile(ref, read -> {}).read(0, bytes);
        } catch (SourceGoneException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(hash(ref, bytes.flip()));
    }

    /** The same, as far as it is known without reading anything. */
    public OptionalLong knownContentHash(ObjectRef ref) {
        Long known = contentHashes.get(ref);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    private long hash(ObjectRef ref, ByteBuffer bytes) {
        long hash = ByteHash.of(bytes);
        contentHashes.put(ref, hash);
        return hash;
    }

    /** Gives up what is kept of all other files. */
    void keepOnly(Set<ObjectRef> files) {
        kept.keySet().stream().filter(file -> !files.contains(file)).toList().forEach(this::giveUp);
    }

    private void keep(ObjectRef ref, int size) {
        Kept room = reserve(size);
        if (room == null) {
            return;
        }
        boolean read = false;
        try {
            new StoreSourceFile(store, ref).read(0, ByteBuffer.wrap(room.block.bytes, room.from, size));
            kept.put(ref, room);
            read = true;
        } finally {
            if (!read) {
                free(room);
            }
        }
    }

    private synchronized @Nullable Kept reserve(int size) {
        Block block = blockWithRoom(size);
        if (block == null) {
            return null;
        }
        Kept room = new Kept(block, block.used, size);
        block.used += size;
        block.files++;
        return room;
    }

    private @Nullable Block blockWithRoom(int size) {
        Block block = last;
        if (block != null && block.bytes.length - block.used >= size) {
            return block;
        }
        int next = Math.max(size, nextBlockBytes);
        if (!room.tryTake(next)) {
            return null;
        }
        try {
            block = new Block(next);
        } catch (OutOfMemoryError e) {
            room.giveBack(next);
            throw e;
        }
        nextBlockBytes = Math.min(2 * next, LARGEST_BLOCK_BYTES);
        last = block;
        return block;
    }

    /** Gives up everything. */
    @Override
    public void close() {
        keepOnly(Set.of());
    }

    private void giveUp(ObjectRef ref) {
        Kept gone = kept.remove(ref);
        if (gone != null) {
            free(gone);
        }
    }

    private synchronized void free(Kept gone) {
        if (--gone.block.files == 0) {
            room.giveBack(gone.block.bytes.length);
            last = last == gone.block ? null : last;
        }
    }

    /** Reads from what is kept, or else from the store. */
    private final class SpooledFile implements SourceFile {

        private final ObjectRef ref;
        private final Consumer<ByteBuffer> afterRead;

        /** @param afterRead is given the bytes of each read */
        SpooledFile(ObjectRef ref, Consumer<ByteBuffer> afterRead) {
            this.ref = ref;
            this.afterRead = afterRead;
        }

        @Override
        public ObjectRef ref() {
            return ref;
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            int start = into.position();
            int length = into.remaining();
            Kept here = kept.get(ref);
            if (here == null) {
                new StoreSourceFile(store, ref).read(offset, into);
            } else {
                here.read(offset, into);
            }
            afterRead.accept(into.duplicate().position(start).limit(start + length));
        }
    }
}
