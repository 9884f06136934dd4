package dev.coldpress.parquet.spec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Makes of a sample what another writer might have made of the same rows: without page index, statistics, checksums or
 * offsets of dictionaries, with values left uncompressed in V2 pages, gzip in several members, a dictionary that no
 * page uses, a row group without rows. All of it has been seen in files of released writers.
 */
final class WriterHabits {

    private final Random random;

    private WriterHabits(Random random) {
        this.random = random;
    }

    static byte[] of(byte[] sample, Random random) throws IOException {
        WriterHabits habits = new WriterHabits(random);
        byte[] file = habits.oneIn(2) ? sample : habits.pagesAnew(sample);
        return habits.footerAnew(file);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private byte[] pagesAnew(byte[] sample) throws IOException {
        boolean checksums = oneIn(3);
        boolean compresses = oneIn(2);
        boolean members = oneIn(2);
        boolean names = oneIn(2);
        boolean unusedDictionary = oneIn(3);
        return FileRewriter.withPages(FileAnatomy.of(sample), (chunk, ordinal) -> {
            List<FileRewriter.NewPage> pages = new ArrayList<>();
            CompressionCodec codec = chunk.metadata().getCodec();
            if (unusedDictionary && !chunk.pages().get(0).isDictionary()) {
                pages.add(emptyDictionary(codec));
            }
            for (FileRewriter.NewPage page : FileRewriter.pages(chunk)) {
                FileRewriter.NewPage changed = compresses ? page : uncompressed(page, codec);
                changed = members && codec == CompressionCodec.GZIP ? inTwoMembers(changed) : changed;
                if (!checksums || !Arrays.equals(changed.payload(), page.payload())) {
                    changed.header().unsetCrc();
                }
                if (names) {
                    rename(changed.header());
                }
                pages.add(changed);
            }
            long headersAndValues = pages.stream()
                    .mapToLong(page -> page.header().getUncompressed_page_size())
                    .sum();
            chunk.metadata().setTotal_uncompressed_size(headersAndValues);
            chunk.metadata().unsetEncoding_stats();
            return pages;
        });
    }

    /** Pages of ids want a dictionary even if all their values are null; parquet-java's writers leave it out then. */
    static byte[] withAllDictionaries(byte[] sample) throws IOException {
        return FileRewriter.withPages(FileAnatomy.of(sample), (chunk, ordinal) -> {
            List<FileRewriter.NewPage> pages = FileRewriter.pages(chunk);
            ColumnMetaData metadata = chunk.metadata();
            if (!chunk.pages().get(0).isDictionary() && metadata.getEncodings().contains(Encoding.RLE_DICTIONARY)) {
                FileRewriter.NewPage dictionary = emptyDictionary(metadata.getCodec());
                pages.add(0, dictionary);
                metadata.unsetEncoding_stats();
            }
            return pages;
        });
    }

    private static FileRewriter.NewPage emptyDictionary(CompressionCodec codec) throws IOException {
        byte[] payload = SampleCodecs.compress(CompressionCodecName.valueOf(codec.name()), new byte[0]);
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 0, payload.length);
        header.setDictionary_page_header(new DictionaryPageHeader(0, Encoding.PLAIN));
        return new FileRewriter.NewPage(header, payload);
    }

    /** pyarrow leaves the values of a V2 page as they are when compression does not help. */
    private static FileRewriter.NewPage uncompressed(FileRewriter.NewPage page, CompressionCodec codec)
            throws IOException {
        PageHeader header = new PageHeader(page.header());
        if (!header.isSetData_page_header_v2()) {
            return page;
        }
        DataPageHeaderV2 v2 = header.getData_page_header_v2();
        int levels = v2.getRepetition_levels_byte_length() + v2.getDefinition_levels_byte_length();
        int size = header.getUncompressed_page_size() - levels;
        if (!v2.isIs_compressed() || size == 0) {
            return page;
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(page.payload(), 0, levels);
        byte[] values = Arrays.copyOfRange(page.payload(), levels, page.payload().length);
        payload.writeBytes(SampleCodecs.decompress(CompressionCodecName.valueOf(codec.name()), values, size));
        v2.setIs_compressed(false);
        header.setCompressed_page_size(payload.size());
        return new FileRewriter.NewPage(header, payload.toByteArray());
    }

    private static FileRewriter.NewPage inTwoMembers(FileRewriter.NewPage page) throws IOException {
        PageHeader header = new PageHeader(page.header());
        if (header.isSetData_page_header_v2()) {
            return page;
        }
        byte[] plain =
                SampleCodecs.decompress(CompressionCodecName.GZIP, page.payload(), header.getUncompressed_page_size());
        int half = plain.length / 2;
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(SampleCodecs.compress(CompressionCodecName.GZIP, Arrays.copyOf(plain, half)));
        payload.writeBytes(
                SampleCodecs.compress(CompressionCodecName.GZIP, Arrays.copyOfRange(plain, half, plain.length)));
        header.setCompressed_page_size(payload.size());
        return new FileRewriter.NewPage(header, payload.toByteArray());
    }

    /** The two names of the dictionary encoding stand for the same bytes. */
    private static void rename(PageHeader header) {
        if (header.isSetData_page_header()
                && ChunkRules.isDictionary(header.getData_page_header().getEncoding())) {
            header.getData_page_header().setEncoding(Encoding.RLE_DICTIONARY);
        }
        if (header.isSetDictionary_page_header()) {
            header.getDictionary_page_header().setEncoding(Encoding.PLAIN);
        }
    }

    private byte[] footerAnew(byte[] file) throws IOException {
        FileMetaData footer = FileAnatomy.of(file).metadata();
        boolean statistics = oneIn(2);
        boolean nullCounts = oneIn(2);
        boolean dictionaryOffsets = oneIn(2);
        for (RowGroup group : footer.getRow_groups()) {
            group.unsetOrdinal();
            group.unsetFile_offset();
            for (ColumnChunk chunk : group.getColumns()) {
                editChunk(chunk.getMeta_data(), statistics, nullCounts, dictionaryOffsets);
            }
        }
        if (oneIn(3)) {
            footer.unsetCreated_by();
        }
        if (oneIn(2)) {
            footer.unsetColumn_orders();
        }
        if (oneIn(2)) {
            footer.getSchema().forEach(WriterHabits::forgetLogicalType);
        }
        if (oneIn(3) && footer.getRow_groupsSize() > 0) {
            footer.addToRow_groups(withoutRows(footer.getRow_groups().get(0)));
        }
        return FileRewriter.withFooter(file, footer);
    }

    private static void editChunk(
            ColumnMetaData metadata, boolean statistics, boolean nullCounts, boolean dictionaryOffsets) {
        metadata.unsetSize_statistics();
        if (!statistics) {
            metadata.unsetStatistics();
        } else if (!nullCounts && metadata.isSetStatistics()) {
            metadata.getStatistics().unsetNull_count();
        }
        if (!dictionaryOffsets && metadata.isSetDictionary_page_offset()) {
            metadata.setData_page_offset(FileAnatomy.firstPageOffset(metadata));
            metadata.unsetDictionary_page_offset();
        }
    }

    /**
     * Writers before 2018 knew the converted types only; where they say the same, they are the same type. Not so for
     * times: DuckDB gives them a zone with the logical type, and none without.
     */
    private static void forgetLogicalType(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        if (logical != null && element.isSetConverted_type() && !logical.isSetTIME() && !logical.isSetTIMESTAMP()) {
            element.unsetLogicalType();
        }
    }

    private static RowGroup withoutRows(RowGroup model) {
        RowGroup empty = new RowGroup(model);
        empty.setNum_rows(0);
        empty.setTotal_byte_size(0);
        empty.setTotal_compressed_size(0);
        for (ColumnChunk chunk : empty.getColumns()) {
            ColumnMetaData metadata = chunk.getMeta_data();
            metadata.setNum_values(0);
            metadata.setTotal_compressed_size(0);
            metadata.setTotal_uncompressed_size(0);
            metadata.setData_page_offset(0);
            metadata.unsetDictionary_page_offset();
            metadata.unsetStatistics();
            metadata.unsetEncoding_stats();
            chunk.unsetOffset_index_offset();
            chunk.unsetOffset_index_length();
            chunk.unsetColumn_index_offset();
            chunk.unsetColumn_index_length();
        }
        return empty;
    }
}
