package dev.coldpress.parquet.internal.footer;

import static dev.coldpress.parquet.internal.bytes.CompactReader.BINARY;
import static dev.coldpress.parquet.internal.bytes.CompactReader.BOOL;
import static dev.coldpress.parquet.internal.bytes.CompactReader.I16;
import static dev.coldpress.parquet.internal.bytes.CompactReader.I32;
import static dev.coldpress.parquet.internal.bytes.CompactReader.I64;
import static dev.coldpress.parquet.internal.bytes.CompactReader.LIST;
import static dev.coldpress.parquet.internal.bytes.CompactReader.STRUCT;

import dev.coldpress.parquet.internal.bytes.CompactReader;
import dev.coldpress.parquet.internal.bytes.ContentException;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnCryptoMetaData;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.EncryptionAlgorithm;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.GeospatialStatistics;
import org.apache.parquet.format.IEEE754TotalOrder;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.TypeDefinedOrder;
import shaded.parquet.org.apache.thrift.TBase;

/**
 * Reads the metadata of a file, as {@code parquet.thrift} defines them, from bytes that nobody vouches for. Fields that
 * this version of the format does not know are passed over, except in the schema. A value of an enumeration that it
 * does not know is read as if it were missing; in a list it refuses the file. The classes that Thrift generates read
 * the same, but their code takes Java's compilers longer than most runs last.
 */
final class FooterParser {

    private FooterParser() {}

    /**
     * Reads a footer.
     *
     * @throws ContentException if the bytes are none, or one whose schema has something that this version does not know
     */
    static FileMetaData parse(byte[] array, int from, int length) {
        return file(new CompactReader(array, from, length));
    }

    private static FileMetaData file(CompactReader in) {
        FileMetaData file = new FileMetaData();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I32 -> file.setVersion(in.i32());
                case 2 << 4 | LIST -> file.setSchema(SchemaParser.elements(in));
                case 3 << 4 | I64 -> file.setNum_rows(in.i64());
                case 4 << 4 | LIST -> file.setRow_groups(in.list(STRUCT, FooterParser::rowGroup));
                case 5 << 4 | LIST -> file.setKey_value_metadata(in.list(STRUCT, FooterParser::keyValue));
                case 6 << 4 | BINARY -> file.setCreated_by(in.string());
                case 7 << 4 | LIST -> file.setColumn_orders(in.list(STRUCT, FooterParser::columnOrder));
                case 8 << 4 | STRUCT -> file.setEncryption_algorithm(generated(in, new EncryptionAlgorithm()));
                case 9 << 4 | BINARY -> file.setFooter_signing_key_metadata(in.binary());
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(file.isSetVersion(), "FileMetaData", "version");
        Rules.requireSet(file.isSetSchema(), "FileMetaData", "schema");
        Rules.requireSet(file.isSetNum_rows(), "FileMetaData", "num_rows");
        Rules.requireSet(file.isSetRow_groups(), "FileMetaData", "row_groups");
        return file;
    }

    /** What is in few files is read by Thrift's own code. */
    private static <T extends TBase<?, ?>> T generated(CompactReader in, T into) {
        return ThriftReader.read(into, in.structure());
    }

    private static RowGroup rowGroup(CompactReader in) {
        RowGroup group = new RowGroup();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | LIST -> group.setColumns(in.list(STRUCT, FooterParser::column));
                case 2 << 4 | I64 -> group.setTotal_byte_size(in.i64());
                case 3 << 4 | I64 -> group.setNum_rows(in.i64());
                case 4 << 4 | LIST -> group.setSorting_columns(in.list(STRUCT, FooterParser::sortingColumn));
                case 5 << 4 | I64 -> group.setFile_offset(in.i64());
                case 6 << 4 | I64 -> group.setTotal_compressed_size(in.i64());
                case 7 << 4 | I16 -> group.setOrdinal(in.i16());
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(group.isSetColumns(), "RowGroup", "columns");
        Rules.requireSet(group.isSetTotal_byte_size(), "RowGroup", "total_byte_size");
        Rules.requireSet(group.isSetNum_rows(), "RowGroup", "num_rows");
        return group;
    }

    private static ColumnChunk column(CompactReader in) {
        ColumnChunk column = new ColumnChunk();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | BINARY -> column.setFile_path(in.string());
                case 2 << 4 | I64 -> column.setFile_offset(in.i64());
                case 3 << 4 | STRUCT -> column.setMeta_data(columnMetaData(in));
                case 4 << 4 | I64 -> column.setOffset_index_offset(in.i64());
                case 5 << 4 | I32 -> column.setOffset_index_length(in.i32());
                case 6 << 4 | I64 -> column.setColumn_index_offset(in.i64());
                case 7 << 4 | I32 -> column.setColumn_index_length(in.i32());
                case 8 << 4 | STRUCT -> column.setCrypto_metadata(generated(in, new ColumnCryptoMetaData()));
                case 9 << 4 | BINARY -> column.setEncrypted_column_metadata(in.binary());
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(column.isSetFile_offset(), "ColumnChunk", "file_offset");
        return column;
    }

    private static ColumnMetaData columnMetaData(CompactReader in) {
        ColumnMetaData column = new ColumnMetaData();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I32 -> column.setType(Type.findByValue(in.i32()));
                case 2 << 4 | LIST -> column.setEncodings(in.list(I32, FooterParser::encoding));
                case 3 << 4 | LIST -> column.setPath_in_schema(in.list(BINARY, CompactReader::string));
                case 4 << 4 | I32 -> column.setCodec(CompressionCodec.findByValue(in.i32()));
                case 5 << 4 | I64 -> column.setNum_values(in.i64());
                case 6 << 4 | I64 -> column.setTotal_uncompressed_size(in.i64());
                case 7 << 4 | I64 -> column.setTotal_compressed_size(in.i64());
                case 8 << 4 | LIST -> column.setKey_value_metadata(in.list(STRUCT, FooterParser::keyValue));
                case 9 << 4 | I64 -> column.setData_page_offset(in.i64());
                case 10 << 4 | I64 -> column.setIndex_page_offset(in.i64());
                case 11 << 4 | I64 -> column.setDictionary_page_offset(in.i64());
                case 12 << 4 | STRUCT -> column.setStatistics(StatisticsParser.statistics(in));
                case 13 << 4 | LIST -> column.setEncoding_stats(in.list(STRUCT, FooterParser::encodingStat));
                case 14 << 4 | I64 -> column.setBloom_filter_offset(in.i64());
                case 15 << 4 | I32 -> column.setBloom_filter_length(in.i32());
                case 16 << 4 | STRUCT -> column.setSize_statistics(StatisticsParser.sizeStatistics(in));
                case 17 << 4 | STRUCT -> column.setGeospatial_statistics(generated(in, new GeospatialStatistics()));
                default -> in.skip();
            }
        }
        in.end(outer);
        requireAll(column);
        return column;
    }

    private static void requireAll(ColumnMetaData column) {
        Rules.requireKnown(column.isSetType(), "ColumnMetaData", "type");
        Rules.requireSet(column.isSetEncodings(), "ColumnMetaData", "encodings");
        Rules.requireSet(column.isSetPath_in_schema(), "ColumnMetaData", "path_in_schema");
        Rules.requireKnown(column.isSetCodec(), "ColumnMetaData", "codec");
        Rules.requireSet(column.isSetNum_values(), "ColumnMetaData", "num_values");
        Rules.requireSet(column.isSetTotal_uncompressed_size(), "ColumnMetaData", "total_uncompressed_size");
        Rules.requireSet(column.isSetTotal_compressed_size(), "ColumnMetaData", "total_compressed_size");
        Rules.requireSet(column.isSetData_page_offset(), "ColumnMetaData", "data_page_offset");
    }

    private static Encoding encoding(CompactReader in) {
        int number = in.i32();
        Encoding encoding = Encoding.findByValue(number);
        if (encoding == null) {
            throw ContentException.unsupported("the ColumnMetaData has the unknown encoding " + number);
        }
        return encoding;
    }

    private static KeyValue keyValue(CompactReader in) {
        KeyValue pair = new KeyValue();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | BINARY -> pair.setKey(in.string());
                case 2 << 4 | BINARY -> pair.setValue(in.string());
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(pair.isSetKey(), "KeyValue", "key");
        return pair;
    }

    private static PageEncodingStats encodingStat(CompactReader in) {
        PageEncodingStats stats = new PageEncodingStats();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I32 -> stats.setPage_type(PageType.findByValue(in.i32()));
                case 2 << 4 | I32 -> stats.setEncoding(Encoding.findByValue(in.i32()));
                case 3 << 4 | I32 -> stats.setCount(in.i32());
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireKnown(stats.isSetPage_type(), "PageEncodingStats", "page_type");
        Rules.requireKnown(stats.isSetEncoding(), "PageEncodingStats", "encoding");
        Rules.requireSet(stats.isSetCount(), "PageEncodingStats", "count");
        return stats;
    }

    private static SortingColumn sortingColumn(CompactReader in) {
        SortingColumn column = new SortingColumn();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I32 -> column.setColumn_idx(in.i32());
                case 2 << 4 | BOOL -> column.setDescending(in.bool());
                case 3 << 4 | BOOL -> column.setNulls_first(in.bool());
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(column.isSetColumn_idx(), "SortingColumn", "column_idx");
        Rules.requireSet(column.isSetDescending(), "SortingColumn", "descending");
        Rules.requireSet(column.isSetNulls_first(), "SortingColumn", "nulls_first");
        return column;
    }

    /** Without a value if it is an order that is not known. */
    private static ColumnOrder columnOrder(CompactReader in) {
        ColumnOrder order = new ColumnOrder();
        int outer = in.begin();
        while (in.next()) {
            Rules.requireUnset(order, "ColumnOrder");
            switch (in.field()) {
                case 1 << 4 | STRUCT -> order = ColumnOrder.TYPE_ORDER(new TypeDefinedOrder());
                case 2 << 4 | STRUCT -> order = ColumnOrder.IEEE_754_TOTAL_ORDER(new IEEE754TotalOrder());
                default -> {
                    // Its bounds are in an order that is not known.
                }
            }
            in.skip();
        }
        in.end(outer);
        return order;
    }
}
