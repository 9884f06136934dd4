package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.footer.AnnotationUnion;
import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.SchemaWriter;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.RowGroupSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * Writes a file front to back: column chunks as they come, then at the end all column indexes, all offset indexes and
 * the footer, each kind without gaps because some readers fetch the whole range that the indexes span.
 */
final class FileAssembly {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final StagedUpload output;
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private final List<IndexedChunk> indexed = new ArrayList<>();
    private List<ColumnChunk> columns = new ArrayList<>();
    private final List<WaitingFilter> waiting = new ArrayList<>();
    private long waitingBytes;
    private long rowGroupStart;
    private long uncompressedBytes;
    private long rowCount;

    /** What the row groups take of the footer, but for the places of their indexes, which are known at the end. */
    private long rowGroupsBytes;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record WaitingFilter(ColumnChunk chunk, byte[] bytes) {}

    private record IndexedChunk(ColumnChunk chunk, @Nullable ColumnIndex columnIndex, OffsetIndex offsetIndex) {}

    /** @throws IllegalArgumentException if something was appended to the output before */
    FileAssembly(StagedUpload output) {
        if (output.sizeBytes() != 0) {
            throw new IllegalArgumentException(output.key() + ": " + output.sizeBytes()
                    + " bytes were appended before the merge; a Parquet file begins at the object's first byte");
        }
        this.output = output;
        output.write(ByteBuffer.wrap(MAGIC));
        this.rowGroupStart = output.sizeBytes();
    }

    int rowGroupCount() {
        return rowGroups.size();
    }

    /** What is in memory of filters that were not written yet. */
    long waitingBytes() {
        return waitingBytes;
    }

    /**
     * Appends a chunk. Chunks come in the order of the schema.
     *
     * @param bytes of the chunk, behind each other
     */
    void append(EncodedChunk chunk, List<ByteBuffer> bytes, Carried carried) {
        long start = output.sizeBytes();
        bytes.forEach(output::write);
        if (output.sizeBytes() - start != chunk.sizeBytes()) {
            throw new IllegalStateException("column " + chunk.leaf().dottedPath() + ": " + chunk.sizeBytes()
                    + " bytes were written and the upload grew by " + (output.sizeBytes() - start));
        }
        ColumnChunk metadata = chunk.metadata(start, carried.geospatial());
        await(metadata, carried.filter());
        columns.add(metadata);
        indexed.add(new IndexedChunk(metadata, chunk.columnIndex(), chunk.offsetIndex(start)));
        uncompressedBytes = Math.addExact(uncompressedBytes, chunk.uncompressedBytes());
    }

    /** No chunk of a row group may lie behind a filter: some readers fetch a row group as the one range of its size. */
    private void await(ColumnChunk chunk, ChunkFilter filter) {
        filter.bytes().ifPresent(bytes -> {
            waiting.add(new WaitingFilter(chunk, bytes));
            waitingBytes += bytes.length;
        });
    }

    private void writeFilters() {
        for (WaitingFilter filter : waiting) {
            filter.chunk().getMeta_data().setBloom_filter_offset(output.sizeBytes());
            filter.chunk().getMeta_data().setBloom_filter_length(filter.bytes().length);
            output.write(ByteBuffer.wrap(filter.bytes()));
        }
        waiting.clear();
        waitingBytes = 0;
    }

    StagedUpload output() {
        return output;
    }

    /**
     * Takes a whole row group, whose bytes were appended to the output since the last one ended.
     *
     * @param sorting by which its rows are sorted
     */
    void append(ComposedRowGroup source, List<SortingColumn> sorting) {
        ComposedRowGroup group = source.at(rowGroupStart - source.start());
        if (output.sizeBytes() - rowGroupStart != group.length()) {
            throw new IllegalStateException("a row group of " + group.length()
                    + " bytes was copied and the upload grew by " + (output.sizeBytes() - rowGroupStart));
        }
        for (ComposedRowGroup.Chunk chunk : group.chunks()) {
            ColumnChunk column = new ColumnChunk(0);
            column.setMeta_data(chunk.metadata());
            columns.add(column);
            await(column, chunk.filter());
            indexed.add(new IndexedChunk(column, chunk.columnIndex(), chunk.offsetIndex()));
        }
        uncompressedBytes = group.uncompressedBytes();
        // Its filters wait: a store may not be able to put a few bytes between what it copies.
        add(group.rowCount(), sorting);
    }

    /**
     * @param sorting by which its rows are sorted
     * @throws ParquetFileException if the row groups make the footer too large
     */
    void endRowGroup(long rows, List<SortingColumn> sorting) {
        add(rows, sorting);
        writeFilters();
        rowGroupStart = output.sizeBytes();
    }

    private void add(long rows, List<SortingColumn> sorting) {
        RowGroup group = new RowGroup(columns, uncompressedBytes, rows);
        group.setFile_offset(rowGroupStart);
        group.setTotal_compressed_size(output.sizeBytes() - rowGroupStart);
        if (rowGroups.size() <= Short.MAX_VALUE) {
            group.setOrdinal((short) rowGroups.size());
        }
        if (!sorting.isEmpty()) {
            group.setSorting_columns(sorting);
        }
        rowGroups.add(group);
        rowGroupsBytes += footerBytes(group);
        requireReadable(rowGroupsBytes);
        rowCount = Math.addExact(rowCount, rows);
        columns = new ArrayList<>();
        uncompressedBytes = 0;
        rowGroupStart = output.sizeBytes();
    }

    private static int footerBytes(RowGroup group) {
        ReusableBytes bytes = new ReusableBytes();
        try {
            group.write(new TCompactProtocol(new TIOStreamTransport(bytes)));
        } catch (TException e) {
            throw new IllegalStateException(e);
        }
        return bytes.size();
    }

    /**
     * What this codec would not read again must not be written: once published, it could neither be told from a foreign
     * file nor be merged or verified. As no source is at fault, this names the output.
     */
    private void requireReadable(long footerBytes) {
        if (footerBytes > FooterReader.MAX_FOOTER_BYTES) {
            throw new ParquetFileException(
                    output.key(),
                    Reason.MEMORY_BUDGET,
                    "the merged file would have a footer of " + footerBytes + " bytes or more, with " + rowGroups.size()
                            + " row groups; the limit is " + FooterReader.MAX_FOOTER_BYTES
                            + ". A smaller target file size or a larger memory budget makes fewer row groups");
        }
    }

    /**
     * Writes the end of the file, and returns the footer read again from the bytes that were written.
     *
     * @param annotations how fields are annotated
     * @throws ParquetFileException if the footer is too large
     */
    SourceFooter finish(MergeSpec spec, AnnotationUnion annotations, FooterReader footers) {
        try {
            writeFilters();
            ReusableBytes tail = new ReusableBytes();
            writeIndexes(tail);
            flush(tail);
            Util.writeFileMetaData(footer(spec, annotations), tail);
            int length = tail.size();
            requireReadable(length);
            tail.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(length)
                    .array());
            tail.write(MAGIC);
            SourceFooter parsed = footers.parse(output.key(), tail.array(), 0, length, output.sizeBytes());
            flush(tail);
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush(ReusableBytes tail) {
        output.write(ByteBuffer.wrap(tail.array(), 0, tail.size()));
        tail.reset();
    }

    private void writeIndexes(ReusableBytes tail) throws IOException {
        long start = output.sizeBytes();
        for (IndexedChunk chunk : indexed) {
            ColumnIndex index = chunk.columnIndex();
            if (index != null) {
                int from = tail.size();
                Util.writeColumnIndex(index, tail);
                chunk.chunk().setColumn_index_offset(start + from);
                chunk.chunk().setColumn_index_length(tail.size() - from);
            }
        }
        for (IndexedChunk chunk : indexed) {
            int from = tail.size();
            Util.writeOffsetIndex(chunk.offsetIndex(), tail);
            chunk.chunk().setOffset_index_offset(start + from);
            chunk.chunk().setOffset_index_length(tail.size() - from);
        }
    }

    /** What {@link SourceFooter#summary} will read of the row groups. */
    private List<RowGroupSummary> summaries() {
        return rowGroups.stream()
                .map(group -> new RowGroupSummary(
                        group.getNum_rows(),
                        group.getColumns().stream()
                                .mapToLong(column -> column.getMeta_data().getTotal_compressed_size())
                                .sum(),
                        group.getColumns().stream()
                                .mapToLong(column -> column.getMeta_data().getTotal_uncompressed_size())
                                .sum()))
                .toList();
    }

    private FileMetaData footer(MergeSpec spec, AnnotationUnion annotations) {
        List<SchemaElement> schema = SchemaWriter.elements(spec.schema());
        annotations.writeTo(schema);
        FileMetaData footer = new FileMetaData(1, schema, rowCount, rowGroups);
        footer.setCreated_by(spec.createdBy());
        for (Map.Entry<String, String> pair : spec.completeMetadata(summaries()).entrySet()) {
            KeyValue keyValue = new KeyValue(pair.getKey());
            keyValue.setValue(pair.getValue());
            footer.addToKey_value_metadata(keyValue);
        }
        schema.stream()
                .filter(SchemaElement::isSetType)
                .forEach(leaf -> footer.addToColumn_orders(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
        return footer;
    }
}
