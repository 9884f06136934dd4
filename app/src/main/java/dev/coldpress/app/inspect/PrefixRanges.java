package dev.coldpress.app.inspect;

import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.StoredFile;
import dev.coldpress.plan.ColumnOverlap;
import dev.coldpress.plan.RangeOverlap;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SourceGoneException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How much the ranges of the files below a prefix overlap, according to their footers.
 *
 * @param filesCompared whose footers were read
 * @param filesUnreadable whose footers could not be read, or that are gone
 * @param filesLeft behind which the comparison ended, because it would take too much memory
 */
record PrefixRanges(List<ColumnOverlap> columns, int filesCompared, int filesUnreadable, int filesLeft) {

    /** Some 150 bytes each. */
    private static final int MOST_RANGES = 1_000_000;

    private static final int FILES_AT_ONCE = 256;

    /** Reads the footers, several at once. */
    static PrefixRanges read(Lake lake, List<ListedObject> files) {
        return read(lake, files, MOST_RANGES);
    }

    /** @param mostRanges behind how many ranges of columns in row groups the comparison ends, about */
    static PrefixRanges read(Lake lake, List<ListedObject> files, long mostRanges) {
        ExecutorService readers = Executors.newFixedThreadPool(lake.settings().parallelism());
        try {
            RangeOverlap overlap = new RangeOverlap();
            int unreadable = 0;
            int from = 0;
            while (from < files.size() && overlap.size() < mostRanges) {
                int end = Math.min(files.size(), from + FILES_AT_ONCE);
                List<Future<List<ColumnRanges>>> read = files.subList(from, end).stream()
                        .map(file ->
                                readers.submit(() -> lake.codec().ranges(new StoredFile(lake.store(), file.ref()))))
                        .toList();
                for (Future<List<ColumnRanges>> file : read) {
                    unreadable += add(file, overlap) ? 0 : 1;
                }
                from = end;
            }
            return new PrefixRanges(overlap.overlaps(), from - unreadable, unreadable, files.size() - from);
        } finally {
            readers.shutdownNow();
        }
    }

    /** Returns whether the file could be read. */
    private static boolean add(Future<List<ColumnRanges>> file, RangeOverlap overlap) {
        try {
            overlap.add(file.get());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ParquetFileException || e.getCause() instanceof SourceGoneException) {
                return false;
            } else if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The footers were not read to the end", e);
        }
    }
}
