package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;

/** How the pages of an output's column chunk must lie, whatever is in them. */
final class ChunkRules {

    private final FileAnatomy.Chunk chunk;
    private final ColumnMetaData metadata;

    ChunkRules(FileAnatomy.Chunk chunk) {
        this.chunk = chunk;
        this.metadata = chunk.metadata();
    }

    void check() {
        checkTiling();
        checkDictionaryComesFirst();
        checkEncodings();
        chunk.pages().forEach(this::checkPage);
    }

    private void checkTiling() {
        long uncompressed = 0;
        long end = FileAnatomy.firstPageOffset(metadata);
        for (FileAnatomy.Page page : chunk.pages()) {
            assertThat(page.offset()).as("offset of the next page").isEqualTo(end);
            end = page.offset() + page.headerBytes() + page.payload().length;
            uncompressed += page.headerBytes() + page.header().getUncompressed_page_size();
        }
        assertThat(end - FileAnatomy.firstPageOffset(metadata))
                .as("total_compressed_size")
                .isEqualTo(metadata.getTotal_compressed_size());
        assertThat(metadata.getTotal_uncompressed_size())
                .as("total_uncompressed_size")
                .isEqualTo(uncompressed);
        assertThat(metadata.getNum_values())
                .as("num_values")
                .isEqualTo(chunk.dataPages().stream()
                        .mapToLong(FileAnatomy.Page::valueCount)
                        .sum());
        assertThat(chunk.thrift().getFile_offset())
                .as("the deprecated ColumnChunk.file_offset")
                .isZero();
        assertThat(chunk.thrift().isSetFile_path()).as("file_path").isFalse();
    }

    /** Spark's vectorised reader returns wrong values, silently, for a dictionary page after a plain one. */
    private void checkDictionaryComesFirst() {
        List<FileAnatomy.Page> dictionaries =
                chunk.pages().stream().filter(FileAnatomy.Page::isDictionary).toList();
        assertThat(dictionaries).as("dictionary pages").hasSizeLessThanOrEqualTo(1);
        assertThat(metadata.isSetDictionary_page_offset())
                .as("dictionary_page_offset is set")
                .isEqualTo(!dictionaries.isEmpty());
        if (!dictionaries.isEmpty()) {
            assertThat(chunk.pages().get(0)).isSameAs(dictionaries.get(0));
            assertThat(metadata.getDictionary_page_offset())
                    .isEqualTo(dictionaries.get(0).offset());
        }
        assertThat(metadata.getData_page_offset())
                .isEqualTo(chunk.dataPages().get(0).offset());
        boolean plainSeen = false;
        for (FileAnatomy.Page page : chunk.dataPages()) {
            boolean dictionary = isDictionary(encoding(page.header()));
            assertThat(dictionary && plainSeen)
                    .as("a dictionary-encoded page after a plain one")
                    .isFalse();
            plainSeen |= !dictionary;
        }
    }

    private void checkEncodings() {
        Set<Encoding> used = EnumSet.noneOf(Encoding.class);
        Map<List<Object>, Integer> counts = new HashMap<>();
        for (FileAnatomy.Page page : chunk.pages()) {
            Encoding encoding = encoding(page.header());
            used.add(encoding);
            counts.merge(List.of(page.header().getType(), encoding), 1, Integer::sum);
        }
        assertThat(metadata.getEncodings()).as("encodings").containsAll(used).doesNotHaveDuplicates();
        if (metadata.isSetEncoding_stats()) {
            Map<List<Object>, Integer> told = new HashMap<>();
            for (PageEncodingStats stats : metadata.getEncoding_stats()) {
                told.merge(List.of(stats.getPage_type(), stats.getEncoding()), stats.getCount(), Integer::sum);
            }
            assertThat(told).as("encoding_stats").isEqualTo(counts);
        }
    }

    private void checkPage(FileAnatomy.Page page) {
        PageHeader header = page.header();
        CRC32 crc = new CRC32();
        crc.update(page.payload());
        assertThat(header.isSetCrc()).as("a page has a CRC").isTrue();
        assertThat(header.getCrc()).as("CRC").isEqualTo((int) crc.getValue());
        if (header.getType() == PageType.DATA_PAGE_V2) {
            DataPageHeaderV2 v2 = header.getData_page_header_v2();
            int levels = v2.getRepetition_levels_byte_length() + v2.getDefinition_levels_byte_length();
            assertThat(v2.isIs_compressed() && header.getUncompressed_page_size() == levels && !isUncompressed())
                    .as("is_compressed on a page without value bytes, which C++ and Rust readers refuse")
                    .isFalse();
        }
    }

    private boolean isUncompressed() {
        return metadata.getCodec() == CompressionCodec.UNCOMPRESSED;
    }

    static boolean isDictionary(Encoding encoding) {
        return encoding == Encoding.RLE_DICTIONARY || encoding == Encoding.PLAIN_DICTIONARY;
    }

    private static Encoding encoding(PageHeader header) {
        return switch (header.getType()) {
            case DATA_PAGE -> header.getData_page_header().getEncoding();
            case DATA_PAGE_V2 -> header.getData_page_header_v2().getEncoding();
            case DICTIONARY_PAGE -> header.getDictionary_page_header().getEncoding();
            case INDEX_PAGE -> throw new AssertionError("An index page, which nobody defined");
        };
    }

    /** The entries of each data page. */
    List<List<ColumnEntry>> entriesByPage(List<ColumnEntry> entries) {
        List<List<ColumnEntry>> pages = new ArrayList<>();
        int start = 0;
        for (FileAnatomy.Page page : chunk.dataPages()) {
            pages.add(entries.subList(start, start + page.valueCount()));
            start += page.valueCount();
        }
        return pages;
    }
}
