package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.RowGroupSummary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;

/** Everything that a merged file must be beside holding the right rows. */
final class OutputRules {

    /** "About": writers look at a page's size only every so many values. */
    /** See {@code MergeSpec.pageRows}. */
    private static final int LONG_PAGE = 16;

    private static final long SHORT_PAGE_BYTES = 64 << 10;

    private static final int PAGE_SLACK = 2;

    private final MergeCase merge;
    private final FileAnatomy output;

    OutputRules(MergeCase merge, FileAnatomy output) {
        this.merge = merge;
        this.output = output;
    }

    void check() throws IOException {
        checkFile(output, merge.spec());
        checkRowGroupCuts();
        for (FileAnatomy.Group group : output.groups()) {
            for (int i = 0; i < group.chunks().size(); i++) {
                List<ColumnEntry> entries = ColumnEntries.ofChunk(output, group, i);
                checkPageSizes(
                        group.chunks().get(i), new ChunkRules(group.chunks().get(i)).entriesByPage(entries));
            }
        }
    }

    /** That a file is right in itself, whatever it was made of. */
    static void checkFile(FileAnatomy output, MergeSpec spec) throws IOException {
        new FooterRules(output).check(spec);
        for (FileAnatomy.Group group : output.groups()) {
            for (int i = 0; i < group.chunks().size(); i++) {
                checkChunk(output, group, i);
            }
        }
    }

    private static void checkChunk(FileAnatomy output, FileAnatomy.Group group, int index) throws IOException {
        ColumnDescriptor column = output.schema().getColumns().get(index);
        FileAnatomy.Chunk chunk = group.chunks().get(index);
        List<ColumnEntry> entries = ColumnEntries.ofChunk(output, group, index);
        ChunkRules rules = new ChunkRules(chunk);
        try {
            assertThat(PageIndexRules.rowCount(entries))
                    .as("rows")
                    .isEqualTo(group.thrift().getNum_rows());
            rules.check();
            new StatisticsRules(column, entries).check(chunk.metadata());
            new PageIndexRules(output, chunk, column, rules.entriesByPage(entries)).check();
        } catch (AssertionError e) {
            throw new AssertionError("In " + column + ": " + e.getMessage(), e);
        }
    }

    private void checkPageSizes(FileAnatomy.Chunk chunk, List<List<ColumnEntry>> pages) {
        for (int i = 0; i < pages.size(); i++) {
            long bytes = chunk.dataPages().get(i).header().getUncompressed_page_size();
            long rows = PageIndexRules.rowCount(pages.get(i));
            long compressed = chunk.dataPages().get(i).header().getCompressed_page_size();
            boolean wouldBeShort = compressed * merge.spec().pageRows() <= rows * SHORT_PAGE_BYTES;
            assertThat(rows)
                    .as("rows of a page of " + compressed + " bytes")
                    .isLessThanOrEqualTo(
                            (long) (wouldBeShort ? LONG_PAGE : 1) * merge.spec().pageRows());
            assertThat(bytes)
                    .as("bytes of a page")
                    .isLessThanOrEqualTo((long) PAGE_SLACK * merge.spec().pageBytes() + longest(pages.get(i)));
        }
        checkPagesAreNotTiny(chunk, pages);
    }

    /**
     * Sources of these tests have pages down to one row; an output has not, but for the last of each source row group.
     * A page of ids is as long as its values allow, written plainly: until a chunk ends, its dictionary may still be
     * given up.
     */
    private void checkPagesAreNotTiny(FileAnatomy.Chunk chunk, List<List<ColumnEntry>> pages) {
        long tiny = 0;
        for (int i = 0; i < pages.size(); i++) {
            boolean fewBytes = chunk.dataPages().get(i).header().getUncompressed_page_size() < 8 << 10
                    && plainBytes(pages.get(i)) < merge.spec().pageBytes() - longest(pages.get(i));
            tiny += fewBytes && PageIndexRules.rowCount(pages.get(i)) < 1_000 ? 1 : 0;
        }
        assertThat(tiny).as("tiny pages of " + pages.size()).isLessThanOrEqualTo(2);
    }

    private static long plainBytes(List<ColumnEntry> entries) {
        return entries.stream()
                .mapToLong(entry -> entry.value() instanceof ByteBuffer bytes ? bytes.remaining() : 8)
                .sum();
    }

    private static long longest(List<ColumnEntry> entries) {
        return entries.stream()
                .mapToLong(entry -> entry.value() instanceof ByteBuffer bytes ? bytes.remaining() : 8)
                .max()
                .orElse(0);
    }

    /**
     * A row group ends before the first row group of a source with which the compressed bytes would pass the limit,
     * measured on the sources: what the output will take is known only when it is written.
     */
    private void checkRowGroupCuts() {
        List<RowGroupSummary> sources = sourceRowGroups();
        List<Long> expectedRows = new ArrayList<>();
        long bytes = 0;
        for (RowGroupSummary source : sources) {
            if (expectedRows.isEmpty()
                    || bytes + source.compressedBytes() > merge.spec().rowGroupBytes()) {
                expectedRows.add(source.rowCount());
                bytes = source.compressedBytes();
            } else {
                int last = expectedRows.size() - 1;
                expectedRows.set(last, expectedRows.get(last) + source.rowCount());
                bytes += source.compressedBytes();
            }
        }
        assertThat(output.groups().stream()
                        .map(group -> group.thrift().getNum_rows())
                        .toList())
                .as("rows of the row groups")
                .isEqualTo(expectedRows);
    }

    private List<RowGroupSummary> sourceRowGroups() {
        List<RowGroupSummary> rowGroups = new ArrayList<>();
        for (FileAnatomy source : merge.anatomies()) {
            for (FileAnatomy.Group group : source.groups()) {
                if (group.thrift().getNum_rows() > 0) {
                    long bytes = group.chunks().stream()
                            .mapToLong(chunk -> chunk.metadata().getTotal_compressed_size())
                            .sum();
                    rowGroups.add(new RowGroupSummary(group.thrift().getNum_rows(), bytes, bytes));
                }
            }
        }
        return rowGroups;
    }
}
