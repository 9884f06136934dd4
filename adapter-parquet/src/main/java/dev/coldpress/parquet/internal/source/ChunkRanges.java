package dev.coldpress.parquet.internal.source;

import dev.coldpress.parquet.internal.bytes.Arena;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.port.parquet.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The byte ranges of a file that hold a row group: one, unless other things lie between its chunks. */
public final class ChunkRanges {

    /** To read over a gap like this is faster than another request. */
    private static final int MAX_GAP_BYTES = 64 << 10;

    private final SourceRowGroup group;
    private final List<Range> ranges;

    private record Range(long start, long end) {

        long length() {
            return end - start;
        }
    }

    private ChunkRanges(SourceRowGroup group, List<Range> ranges) {
        this.group = group;
        this.ranges = ranges;
    }

    public static ChunkRanges of(SourceRowGroup group) {
        List<SourceChunk> chunks = new ArrayList<>(group.chunks());
        chunks.sort(Comparator.comparingLong(SourceChunk::start));
        List<Range> ranges = new ArrayList<>();
        for (SourceChunk chunk : chunks) {
            long end = chunk.start() + chunk.lengthBytes();
            Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && chunk.start() - last.end() <= MAX_GAP_BYTES) {
                ranges.set(ranges.size() - 1, new Range(last.start(), Math.max(last.end(), end)));
            } else {
                ranges.add(new Range(chunk.start(), end));
            }
        }
        return new ChunkRanges(group, ranges);
    }

    public long totalBytes() {
        return ranges.stream().mapToLong(Range::length).sum();
    }

    /** Reads the ranges behind each other into the arena and returns where each chunk begins in it. */
    public int[] load(SourceFile file, Arena arena, int from) {
        int[] positions = new int[group.chunks().size()];
        int at = from;
        for (Range range : ranges) {
            int length = Math.toIntExact(range.length());
            file.read(range.start(), arena.buffer(at, length));
            for (int i = 0; i < positions.length; i++) {
                long start = group.chunks().get(i).start();
                if (start >= range.start() && start < range.end()) {
                    positions[i] = Math.toIntExact(at + (start - range.start()));
                }
            }
            at += length;
        }
        return positions;
    }

    /** Where the last chunk ends in the file; what follows is footer and indexes. */
    public static int endOfData(SourceFooter footer) {
        return Math.toIntExact(footer.rowGroups().stream()
                .flatMap(group -> group.chunks().stream())
                .mapToLong(chunk -> chunk.start() + chunk.lengthBytes())
                .max()
                .orElse(0));
    }

    /** Where each chunk begins in an array that holds the whole file from index {@code from} on. */
    public static int[] positionsInFile(SourceRowGroup group, int from) {
        return group.chunks().stream()
                .mapToInt(chunk -> Math.toIntExact(from + chunk.start()))
                .toArray();
    }
}
