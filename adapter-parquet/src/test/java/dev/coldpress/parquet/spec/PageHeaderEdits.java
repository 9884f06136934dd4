package dev.coldpress.parquet.spec;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;

/** Lies in the headers of pages, and pages lost, doubled or swapped; the footer tells rightly where they are. */
final class PageHeaderEdits {

    private static final List<PageType> TYPES = List.of(PageType.values());

    private final Random random;
    private final StringBuilder description;

    PageHeaderEdits(Random random, StringBuilder description) {
        this.random = random;
        this.description = description;
    }

    byte[] apply(byte[] file) throws IOException {
        FileAnatomy anatomy = FileAnatomy.of(file);
        int victim = random.nextInt(anatomy.chunkCount());
        return FileRewriter.withPages(anatomy, (chunk, ordinal) -> {
            List<FileRewriter.NewPage> pages = FileRewriter.pages(chunk);
            if (ordinal == victim) {
                edit(pages);
            }
            return pages;
        });
    }

    private void edit(List<FileRewriter.NewPage> pages) {
        int index = random.nextInt(pages.size());
        FileRewriter.NewPage page = pages.get(index);
        description
                .append("page ")
                .append(index)
                .append(" of ")
                .append(pages.size())
                .append(": ");
        switch (random.nextInt(8)) {
            case 0 -> {
                pages.remove(index);
                description.append("left out");
            }
            case 1 -> {
                pages.add(index, page);
                description.append("twice");
            }
            case 2 -> {
                Collections.swap(pages, index, random.nextInt(pages.size()));
                description.append("swapped");
            }
            default -> edit(page.header());
        }
    }

    private int number(String what, int right) {
        int hostile = HostileNumbers.near(random, right);
        description.append(what).append(" = ").append(hostile);
        return hostile;
    }

    private Encoding encoding(String what) {
        Encoding[] all = Encoding.values();
        Encoding encoding = all[random.nextInt(all.length)];
        description.append(what).append(" = ").append(encoding);
        return encoding;
    }

    private void edit(PageHeader header) {
        switch (random.nextInt(6)) {
            case 0 -> header.setUncompressed_page_size(number("uncompressed size", header.getUncompressed_page_size()));
            case 1 ->
                header.setCompressed_page_size(positive(number("compressed size", header.getCompressed_page_size())));
            case 2 -> {
                header.setType(TYPES.get(random.nextInt(TYPES.size())));
                description.append("type = ").append(header.getType());
            }
            default -> {
                if (header.isSetDictionary_page_header()) {
                    edit(header.getDictionary_page_header());
                } else if (header.isSetData_page_header_v2()) {
                    edit(header.getData_page_header_v2());
                } else {
                    edit(header.getData_page_header());
                }
            }
        }
    }

    /** The writer of headers refuses negative ones. */
    private static int positive(int size) {
        return size < 0 ? Integer.MAX_VALUE : size;
    }

    private void edit(DictionaryPageHeader header) {
        switch (random.nextInt(2)) {
            case 0 -> header.setNum_values(number("dictionary num_values", header.getNum_values()));
            default -> header.setEncoding(encoding("dictionary encoding"));
        }
    }

    private void edit(DataPageHeader header) {
        switch (random.nextInt(4)) {
            case 0, 1 -> header.setNum_values(number("num_values", header.getNum_values()));
            case 2 -> header.setEncoding(encoding("encoding"));
            default -> header.setDefinition_level_encoding(encoding("definition level encoding"));
        }
    }

    private void edit(DataPageHeaderV2 header) {
        switch (random.nextInt(7)) {
            case 0 -> header.setNum_values(number("num_values", header.getNum_values()));
            case 1 -> header.setNum_rows(number("num_rows", header.getNum_rows()));
            case 2 -> header.setNum_nulls(number("num_nulls", header.getNum_nulls()));
            case 3 ->
                header.setDefinition_levels_byte_length(
                        number("definition levels", header.getDefinition_levels_byte_length()));
            case 4 ->
                header.setRepetition_levels_byte_length(
                        number("repetition levels", header.getRepetition_levels_byte_length()));
            case 5 -> header.setIs_compressed(!header.isIs_compressed());
            default -> header.setEncoding(encoding("encoding"));
        }
    }
}
