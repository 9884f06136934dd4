package dev.coldpress.parquet.internal.source;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/** What the sources of a column chunk take, which is what the chunk's own bytes are held against. For one thread. */
public final class SourceBytes {

    /** The approximate bytes of a page in the page index. */
    private static final int INDEX_BYTES = 32;

    /** A chunk may exceed its sources by one part in this number, and by the bytes below. */
    private static final int TOLERATED_PART = 32;

    private static final int TOLERATED_BYTES = 64;

    /** A chunk of less than this is no harm, whatever it came from. */
    private static final long LEAST_BOUND_BYTES = 1 << 20;

    private final LeafColumn leaf;
    private final int maxGrowth;
    private final List<Share> shares = new ArrayList<>();
    private long bytes;
    private long storedBytes;
    private boolean hasOtherCodec;
    private LongSupplier plainBytes = () -> 0;
    private @Nullable Share current;
    private long currentStart;
    private int next;

    /** A source's part of the values that are being encoded. */
    private static final class Share {

        private final LoadedRowGroup group;
        private final long bytes;
        private long plainBytes;

        Share(LoadedRowGroup group, long bytes) {
            this.group = group;
            this.bytes = bytes;
        }

        double growth() {
            return (double) plainBytes / Math.max(1, bytes);
        }
    }

    /**
     * @param codec of the output; a source in another one counts with what it has uncompressed, if that is more
     * @param maxGrowth see {@link dev.coldpress.port.parquet.MergeSpec}
     */
    public SourceBytes(
            List<LoadedRowGroup> groups, LeafColumn leaf, int column, CompressionCodec codec, int maxGrowth) {
        this.leaf = leaf;
        this.maxGrowth = maxGrowth;
        for (LoadedRowGroup group : groups) {
            if (group.mapping().column(column) instanceof ColumnMapping.Present present) {
                SourceChunk chunk = group.rowGroup().chunks().get(present.source());
                boolean same = chunk.codec() == codec;
                hasOtherCodec |= !same;
                long size = same ? chunk.lengthBytes() : Math.max(chunk.lengthBytes(), chunk.uncompressedBytes());
                bytes = Math.addExact(bytes, size);
                storedBytes = Math.addExact(storedBytes, chunk.lengthBytes());
                shares.add(new Share(group, size));
            }
        }
    }

    /** What the chunk may take at most. */
    public long most() {
        return Math.max(LEAST_BOUND_BYTES, bytes > Long.MAX_VALUE / maxGrowth ? Long.MAX_VALUE : bytes * maxGrowth);
    }

    /** Whether the chunk is no larger than its sources together, about. */
    public boolean hold(EncodedChunk chunk) {
        return holdBytes(size(chunk));
    }

    /**
     * Whether so many bytes are no more than those of its sources together, about.
     *
     * @param chunkBytes see {@link #size}
     */
    public boolean holdBytes(long chunkBytes) {
        return chunkBytes <= bytes + bytes / TOLERATED_PART + TOLERATED_BYTES;
    }

    /** A chunk with what it has in the page index. */
    public static long size(EncodedChunk chunk) {
        return chunk.sizeBytes() + (long) INDEX_BYTES * chunk.pages().size();
    }

    /** How many percent larger than its sources a chunk is. */
    public long growthPercent(EncodedChunk chunk) {
        return storedBytes == 0 ? 0 : Math.max(0, Math.round(100.0 * growth(chunk) / storedBytes));
    }

    /** How many bytes more than its sources a chunk has; negative if it has less. */
    public long growth(EncodedChunk chunk) {
        return chunk.sizeBytes() - storedBytes;
    }

    public boolean hasOtherCodec() {
        return hasOtherCodec;
    }

    /**
     * The chunk is encoded from the beginning.
     *
     * @param plainBytesSoFar what the values that were encoded since then are without encoding
     */
    public void begin(LongSupplier plainBytesSoFar) {
        plainBytes = plainBytesSoFar;
        shares.forEach(share -> share.plainBytes = 0);
        current = null;
        next = 0;
    }

    /** The values of a source come next. Sources come in their order. */
    @SuppressWarnings("ReferenceEquality") // they are the objects of the batch
    public void take(LoadedRowGroup group) {
        endShare();
        boolean isNext = next < shares.size() && shares.get(next).group == group;
        current = isNext ? shares.get(next++) : null;
        currentStart = plainBytes.getAsLong();
    }

    private void endShare() {
        if (current != null) {
            current.plainBytes += plainBytes.getAsLong() - currentStart;
            current = null;
        }
    }

    /** Names the source whose values grow most. */
    public ParquetFileException refusal() {
        endShare();
        Share worst = shares.stream()
                .max(Comparator.comparingDouble(Share::growth))
                .orElseThrow(() -> new IllegalStateException(leaf.dottedPath() + " grows out of nothing"));
        ChunkPlace place =
                new ChunkPlace(worst.group.key(), worst.group.rowGroup().ordinal(), leaf);
        return place.fault(new ContentException(
                Reason.UNSUPPORTED,
                "its " + worst.bytes + " bytes unfold into values of " + worst.plainBytes
                        + ", and the merged column would take more than " + maxGrowth
                        + " times the bytes of its sources. To have it merged all the same, set a larger max-growth and"
                        + " delete the partition's record"));
    }
}
