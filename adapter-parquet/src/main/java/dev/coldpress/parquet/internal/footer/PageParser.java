package dev.coldpress.parquet.internal.footer;

import static dev.coldpress.parquet.internal.bytes.CompactReader.BINARY;
import static dev.coldpress.parquet.internal.bytes.CompactReader.BOOL;
import static dev.coldpress.parquet.internal.bytes.CompactReader.I32;
import static dev.coldpress.parquet.internal.bytes.CompactReader.I64;
import static dev.coldpress.parquet.internal.bytes.CompactReader.LIST;
import static dev.coldpress.parquet.internal.bytes.CompactReader.STRUCT;

import dev.coldpress.parquet.internal.bytes.CompactReader;
import dev.coldpress.parquet.internal.bytes.ContentException;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.IndexPageHeader;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;

/** Reads the headers of pages and the page index, in the way of {@link FooterParser}. */
public final class PageParser {

    private PageParser() {}

    /**
     * Reads the header of a page.
     *
     * @param in behind the header afterwards
     * @throws ContentException if there is no page header, or one with values that this version does not know
     */
    public static PageHeader pageHeader(CompactReader in) {
        return header(in);
    }

    /**
     * Reads the bounds and null counts of the pages of a chunk.
     *
     * @return its bounds lie in the array
     * @throws ContentException if the bytes are none
     */
    public static ColumnIndex columnIndex(byte[] array, int from, int length) {
        return columnIndex(new CompactReader(array, from, length));
    }

    /**
     * Reads where the pages of a chunk lie.
     *
     * @throws ContentException if the bytes are none
     */
    public static OffsetIndex offsetIndex(byte[] array, int from, int length) {
        return offsetIndex(new CompactReader(array, from, length));
    }

    private static PageHeader header(CompactReader in) {
        PageHeader header = new PageHeader();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I32 -> header.setType(PageType.findByValue(in.i32()));
                case 2 << 4 | I32 -> header.setUncompressed_page_size(in.i32());
                case 3 << 4 | I32 -> header.setCompressed_page_size(in.i32());
                case 4 << 4 | I32 -> header.setCrc(in.i32());
                case 5 << 4 | STRUCT -> header.setData_page_header(dataPage(in));
                case 6 << 4 | STRUCT -> {
                    in.skip();
                    header.setIndex_page_header(new IndexPageHeader());
                }
                case 7 << 4 | STRUCT -> header.setDictionary_page_header(dictionaryPage(in));
                case 8 << 4 | STRUCT -> header.setData_page_header_v2(dataPageV2(in));
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireKnown(header.isSetType(), "PageHeader", "type");
        Rules.requireSet(header.isSetUncompressed_page_size(), "PageHeader", "uncompressed_page_size");
        Rules.requireSet(header.isSetCompressed_page_size(), "PageHeader", "compressed_page_size");
        return header;
    }

    private static DataPageHeader dataPage(CompactReader in) {
        DataPageHeader page = new DataPageHeader();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I32 -> page.setNum_values(in.i32());
                case 2 << 4 | I32 -> page.setEncoding(Encoding.findByValue(in.i32()));
                case 3 << 4 | I32 -> page.setDefinition_level_encoding(Encoding.findByValue(in.i32()));
                case 4 << 4 | I32 -> page.setRepetition_level_encoding(Encoding.findByValue(in.i32()));
                case 5 << 4 | STRUCT -> page.setStatistics(StatisticsParser.statistics(in));
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(page.isSetNum_values(), "DataPageHeader", "num_values");
        Rules.requireKnown(page.isSetEncoding(), "DataPageHeader", "encoding");
        Rules.requireKnown(page.isSetDefinition_level_encoding(), "DataPageHeader", "definition_level_encoding");
        Rules.requireKnown(page.isSetRepetition_level_encoding(), "DataPageHeader", "repetition_level_encoding");
        return page;
    }

    private static DataPageHeaderV2 dataPageV2(CompactReader in) {
        DataPageHeaderV2 page = new DataPageHeaderV2();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I32 -> page.setNum_values(in.i32());
                case 2 << 4 | I32 -> page.setNum_nulls(in.i32());
                case 3 << 4 | I32 -> page.setNum_rows(in.i32());
                case 4 << 4 | I32 -> page.setEncoding(Encoding.findByValue(in.i32()));
                case 5 << 4 | I32 -> page.setDefinition_levels_byte_length(in.i32());
                case 6 << 4 | I32 -> page.setRepetition_levels_byte_length(in.i32());
                case 7 << 4 | BOOL -> page.setIs_compressed(in.bool());
                case 8 << 4 | STRUCT -> page.setStatistics(StatisticsParser.statistics(in));
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(page.isSetNum_values(), "DataPageHeaderV2", "num_values");
        Rules.requireSet(page.isSetNum_nulls(), "DataPageHeaderV2", "num_nulls");
        Rules.requireSet(page.isSetNum_rows(), "DataPageHeaderV2", "num_rows");
        Rules.requireKnown(page.isSetEncoding(), "DataPageHeaderV2", "encoding");
        Rules.requireSet(
                page.isSetDefinition_levels_byte_length(), "DataPageHeaderV2", "definition_levels_byte_length");
        Rules.requireSet(
                page.isSetRepetition_levels_byte_length(), "DataPageHeaderV2", "repetition_levels_byte_length");
        return page;
    }

    private static DictionaryPageHeader dictionaryPage(CompactReader in) {
        DictionaryPageHeader page = new DictionaryPageHeader();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I32 -> page.setNum_values(in.i32());
                case 2 << 4 | I32 -> page.setEncoding(Encoding.findByValue(in.i32()));
                case 3 << 4 | BOOL -> page.setIs_sorted(in.bool());
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(page.isSetNum_values(), "DictionaryPageHeader", "num_values");
        Rules.requireKnown(page.isSetEncoding(), "DictionaryPageHeader", "encoding");
        return page;
    }

    private static ColumnIndex columnIndex(CompactReader in) {
        ColumnIndex index = new ColumnIndex();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | LIST -> index.setNull_pages(in.list(BOOL, CompactReader::boolElement));
                case 2 << 4 | LIST -> index.setMin_values(in.list(BINARY, CompactReader::binary));
                case 3 << 4 | LIST -> index.setMax_values(in.list(BINARY, CompactReader::binary));
                case 4 << 4 | I32 -> index.setBoundary_order(BoundaryOrder.findByValue(in.i32()));
                case 5 << 4 | LIST -> index.setNull_counts(in.list(I64, CompactReader::i64));
                case 6 << 4 | LIST -> index.setRepetition_level_histograms(in.list(I64, CompactReader::i64));
                case 7 << 4 | LIST -> index.setDefinition_level_histograms(in.list(I64, CompactReader::i64));
                case 8 << 4 | LIST -> index.setNan_counts(in.list(I64, CompactReader::i64));
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(index.isSetNull_pages(), "ColumnIndex", "null_pages");
        Rules.requireSet(index.isSetMin_values(), "ColumnIndex", "min_values");
        Rules.requireSet(index.isSetMax_values(), "ColumnIndex", "max_values");
        Rules.requireKnown(index.isSetBoundary_order(), "ColumnIndex", "boundary_order");
        return index;
    }

    private static OffsetIndex offsetIndex(CompactReader in) {
        OffsetIndex index = new OffsetIndex();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | LIST -> index.setPage_locations(in.list(STRUCT, PageParser::location));
                case 2 << 4 | LIST -> index.setUnencoded_byte_array_data_bytes(in.list(I64, CompactReader::i64));
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(index.isSetPage_locations(), "OffsetIndex", "page_locations");
        return index;
    }

    private static PageLocation location(CompactReader in) {
        PageLocation location = new PageLocation();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I64 -> location.setOffset(in.i64());
                case 2 << 4 | I32 -> location.setCompressed_page_size(in.i32());
                case 3 << 4 | I64 -> location.setFirst_row_index(in.i64());
                default -> in.skip();
            }
        }
        in.end(outer);
        Rules.requireSet(location.isSetOffset(), "PageLocation", "offset");
        Rules.requireSet(location.isSetCompressed_page_size(), "PageLocation", "compressed_page_size");
        Rules.requireSet(location.isSetFirst_row_index(), "PageLocation", "first_row_index");
        return location;
    }
}
