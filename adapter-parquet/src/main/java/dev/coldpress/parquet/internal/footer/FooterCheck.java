package dev.coldpress.parquet.internal.footer;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.SortColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/** Turns a footer into a {@link SourceFooter}, or says why the file cannot be merged. */
final class FooterCheck {

    @SuppressWarnings("deprecation") // BIT_PACKED is how several writers label levels that are not there
    private static final Set<Encoding> IDS_AND_LEVELS =
            EnumSet.of(Encoding.RLE_DICTIONARY, Encoding.PLAIN_DICTIONARY, Encoding.RLE, Encoding.BIT_PACKED);

    private final ObjectKey key;
    private final FileMetaData footer;
    private final long dataEnd;
    private final FileKinds kinds;
    private final WriterQuirks quirks;

    FooterCheck(ObjectKey key, FileMetaData footer, long dataEnd, FileKinds kinds) {
        this.key = key;
        this.footer = footer;
        this.dataEnd = dataEnd;
        this.kinds = kinds;
        this.quirks = kinds.quirks(createdBy(footer));
    }

    /**
     * Checks everything.
     *
     * @param hash of the footer's bytes
     * @throws ContentException if the file cannot be merged, as far as the footer tells
     */
    SourceFooter checked(long hash) {
        if (footer.isSetEncryption_algorithm()) {
            throw new ContentException(Reason.ENCRYPTED, "the file has encrypted columns or a signed footer");
        }
        FileSchema schema = kinds.schema(footer.getSchema());
        List<SourceRowGroup> groups = new ArrayList<>();
        long rows = 0;
        for (RowGroup group : footer.getRow_groups()) {
            SourceRowGroup checked = rowGroup(groups.size(), group, schema.leaves());
            rows = sum(rows, checked.rowCount());
            groups.add(checked);
        }
        // Some readers go by the one and some by the other.
        if (rows != footer.getNum_rows()) {
            throw ContentException.corrupt(
                    "num_rows is " + footer.getNum_rows() + " where the row groups have " + rows);
        }
        List<SortColumn> sorting = DeclaredOrder.of(footer, schema.leaves());
        return new SourceFooter(key, schema, rows, groups, keyValues(), createdBy(footer), quirks, sorting, hash);
    }

    private static long sum(long rows, long more) {
        if (more < 0 || rows + more < 0) {
            throw ContentException.corrupt("a row group of " + more + " rows");
        }
        return rows + more;
    }

    private SourceRowGroup rowGroup(int ordinal, RowGroup group, List<LeafColumn> leaves) {
        List<ColumnChunk> columns = group.getColumns();
        if (columns.size() != leaves.size()) {
            throw ContentException.corrupt("row group " + ordinal + " has " + columns.size()
                    + " columns where the schema has " + leaves.size());
        }
        List<SourceChunk> chunks = new ArrayList<>(columns.size());
        long bytes = 0;
        for (int i = 0; i < columns.size(); i++) {
            ChunkCheck check = new ChunkCheck(columns.get(i), ordinal, leaves.get(i));
            if (group.getNum_rows() > 0) {
                SourceChunk chunk = check.checked(group.getNum_rows());
                chunks.add(chunk);
                bytes = Math.addExact(bytes, chunk.lengthBytes());
            } else {
                check.requireEmpty();
            }
        }
        return new SourceRowGroup(ordinal, group.getNum_rows(), bytes, chunks);
    }

    private Map<String, String> keyValues() {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (footer.isSetKey_value_metadata()) {
            for (KeyValue pair : footer.getKey_value_metadata()) {
                pairs.put(pair.getKey(), pair.isSetValue() ? pair.getValue() : "");
            }
        }
        return pairs;
    }

    private static String createdBy(FileMetaData footer) {
        return footer.isSetCreated_by() ? footer.getCreated_by() : "";
    }

    /** The checks of one column chunk. */
    private final class ChunkCheck {

        private final int ordinal;
        private final LeafColumn leaf;
        private final ColumnMetaData metadata;

        ChunkCheck(ColumnChunk column, int ordinal, LeafColumn leaf) {
            this.ordinal = ordinal;
            this.leaf = leaf;
            this.metadata = metadata(column);
        }

        private ColumnMetaData metadata(ColumnChunk column) {
            if (column.isSetCrypto_metadata() || column.isSetEncrypted_column_metadata()) {
                throw new ContentException(Reason.ENCRYPTED, where() + "is encrypted");
            }
            if (column.isSetFile_path()) {
                throw ContentException.unsupported(
                        where() + "lies in another file, " + column.getFile_path() + ": this is a summary file");
            }
            if (!column.isSetMeta_data()) {
                throw corrupt("has no metadata");
            }
            return column.getMeta_data();
        }

        /** Of a row group without rows, which is left out: it would lose values. */
        void requireEmpty() {
            if (metadata.getNum_values() != 0) {
                throw corrupt("has " + metadata.getNum_values() + " values in 0 rows");
            }
        }

        /** Of a row group with rows. */
        SourceChunk checked(long rowCount) {
            if (!metadata.getPath_in_schema().equals(leaf.path())) {
                throw corrupt("is called " + metadata.getPath_in_schema());
            }
            if (metadata.getType() != physicalType()) {
                throw corrupt("has the type " + metadata.getType());
            }
            if (!PageCodecs.supports(metadata.getCodec())) {
                throw ContentException.unsupported(
                        where() + "is compressed with " + metadata.getCodec() + ", which cannot be read here");
            }
            long values = metadata.getNum_values();
            boolean plausible = leaf.maxRepetition() == 0 ? values == rowCount : values >= rowCount;
            if (!plausible) {
                throw corrupt("has " + values + " values in " + rowCount + " rows");
            }
            return chunk(values);
        }

        private SourceChunk chunk(long values) {
            long start = start();
            long length = metadata.getTotal_compressed_size();
            if (start < 4 || length <= 0 || length > dataEnd - start) {
                throw corrupt("has " + length + " bytes at " + start + " where the data end at " + dataEnd);
            }
            // A page has a byte at least, and its header counts in 32 bits. Sums over many files then stay within 64.
            if (values / Integer.MAX_VALUE >= length) {
                throw corrupt("has " + values + " values in " + length + " bytes");
            }
            if (quirks.shortChunks()) {
                length += Math.min(WriterQuirks.SHORT_CHUNK_PADDING, dataEnd - start - length);
            }
            long uncompressed = Math.max(0, metadata.getTotal_uncompressed_size());
            return new SourceChunk(
                    start,
                    length,
                    uncompressed,
                    values,
                    nullCount(values),
                    metadata.getCodec(),
                    encodings(metadata.getEncodings()),
                    hasOnlyIds(),
                    filterBytes(),
                    metadata.getGeospatial_statistics());
        }

        /** Of writers that do not count their pages' encodings, the list of encodings tells if PLAIN is not in it. */
        private boolean hasOnlyIds() {
            if (metadata.getEncoding_statsSize() == 0) {
                return IDS_AND_LEVELS.containsAll(metadata.getEncodings());
            }
            return DictionaryEncodings.areIds(metadata.getEncoding_stats());
        }

        /** Older writers do not say how long it is. */
        private long filterBytes() {
            if (!metadata.isSetBloom_filter_offset() || metadata.getBloom_filter_offset() <= 0) {
                return 0;
            }
            return metadata.isSetBloom_filter_length()
                    ? Math.max(0, metadata.getBloom_filter_length())
                    : BloomFilter.MOST_BYTES;
        }

        private static Set<Encoding> encodings(List<Encoding> encodings) {
            return encodings.isEmpty() ? Set.of() : EnumSet.copyOf(encodings);
        }

        /** A dictionary offset of zero means the same as none. */
        private long start() {
            long data = metadata.getData_page_offset();
            long dictionary = metadata.isSetDictionary_page_offset() ? metadata.getDictionary_page_offset() : 0;
            return dictionary > 0 ? Math.min(dictionary, data) : data;
        }

        private OptionalLong nullCount(long values) {
            if (leaf.maxDefinition() == 0) {
                return OptionalLong.of(0);
            }
            Statistics statistics = metadata.getStatistics();
            if (statistics == null || !statistics.isSetNull_count() || quirks.wrongNullCounts()) {
                return OptionalLong.empty();
            }
            long nulls = statistics.getNull_count();
            return nulls < 0 || nulls > values ? OptionalLong.empty() : OptionalLong.of(nulls);
        }

        private Type physicalType() {
            PhysicalType physical = leaf.physicalType();
            return Type.valueOf(physical.name());
        }

        private ContentException corrupt(String what) {
            return ContentException.corrupt(where() + what);
        }

        private String where() {
            return "column " + leaf.dottedPath() + ", row group " + ordinal + ": ";
        }
    }
}
