package dev.coldpress.parquet.internal.check;

import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.PlainValues;
import dev.coldpress.parquet.internal.chunk.ChunkPages;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.PageHeaders;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.parquet.internal.footer.DictionaryEncodings;
import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.notation.ArrowSchemaReader;
import dev.coldpress.parquet.internal.page.PageSpan;
import dev.coldpress.parquet.internal.page.ValueEncoders;
import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * Reads the dictionaries whose order has a meaning: Arrow-based writers store the categories of an ordered categorical
 * nowhere but there. Of a file without such columns nothing is read.
 */
public final class OrderedDictionaries implements AutoCloseable {

    /** Of a dictionary, or where the footer does not say how pages are encoded, of a column chunk. */
    private static final int MOST_BYTES = 64 << 20;

    /** Names in a message. */
    private static final int MOST_NAMES = 8;

    private static final int MOST_NAME_BYTES = 40;

    /** As a column chunk of nulls may have it. */
    private static final Optional<String> NO_ENTRIES = Optional.of("no entries");

    private final SourceFile file;
    private final FooterReader.Parsed footer;
    private final PageCodecs codecs = new PageCodecs();

    private OrderedDictionaries(SourceFile file, FooterReader.Parsed footer) {
        this.file = file;
        this.footer = footer;
    }

    /** See {@link dev.coldpress.port.parquet.ParquetFooter#orderedDictionaries}. */
    public static Map<List<String>, String> read(SourceFile file, FooterReader.Parsed footer) {
        SourceFooter checked = footer.checked();
        Map<List<String>, ArrowField> fields =
                new HashMap<>(ArrowSchemaReader.leaves(checked.keyValueMetadata(), checked.schema()));
        fields.values().removeIf(field -> !field.isOrdered());
        if (fields.isEmpty()) {
            return Map.of();
        }
        Map<List<String>, String> dictionaries = new HashMap<>();
        try (OrderedDictionaries reader = new OrderedDictionaries(file, footer)) {
            for (int i = 0; i < checked.leaves().size(); i++) {
                List<String> path = checked.leaves().get(i).path();
                if (fields.containsKey(path)) {
                    reader.read(i).ifPresent(entries -> dictionaries.put(path, entries));
                }
            }
        }
        return dictionaries;
    }

    /**
     * The entries of a column's one dictionary; empty if it has several, or values outside. One without entries is
     * none.
     */
    private Optional<String> read(int column) {
        Optional<String> entries = Optional.empty();
        for (SourceRowGroup group : footer.checked().rowGroups()) {
            if (group.rowCount() == 0) {
                continue;
            }
            Optional<String> here = read(group, column);
            boolean isOther = entries.isPresent() && !entries.equals(here) && !here.equals(NO_ENTRIES);
            if (here.isEmpty() || (isOther && !entries.equals(NO_ENTRIES))) {
                return Optional.empty();
            }
            entries = entries.isEmpty() || entries.equals(NO_ENTRIES) ? here : entries;
        }
        return entries;
    }

    private Optional<String> read(SourceRowGroup group, int column) {
        SourceChunk chunk = group.chunks().get(column);
        RowGroup metadata = footer.metadata().getRow_groups().get(group.ordinal());
        ColumnMetaData described = metadata.getColumns().get(column).getMeta_data();
        long dictionaryBytes = described.getData_page_offset() - chunk.start();
        boolean isTold = described.isSetEncoding_stats();
        long length = isTold ? dictionaryBytes : chunk.lengthBytes();
        boolean isSmall = dictionaryBytes > 0 && dictionaryBytes <= length && length <= MOST_BYTES;
        if (!isSmall || (isTold && !DictionaryEncodings.areIds(described.getEncoding_stats()))) {
            return Optional.empty();
        }
        LeafColumn leaf = footer.checked().leaves().get(column);
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        file.read(chunk.start(), bytes);
        bytes.flip();
        try {
            if (!isTold && !areAllIds(ByteBufferInputStream.wrap(bytes.duplicate()), chunk.valueCount())) {
                return Optional.empty();
            }
            DecodeBuffers buffers = new DecodeBuffers(codecs, MemoryPlan.forChecks());
            ByteBufferInputStream stream = ByteBufferInputStream.wrap(bytes);
            ChunkPages pages =
                    new ChunkPages(stream, chunk, leaf, footer.checked().quirks(), buffers);
            return Optional.ofNullable(pages.readDictionaryPage()).flatMap(OrderedDictionaries::text);
        } catch (RuntimeException e) {
            throw new ChunkPlace(footer.checked().key(), group.ordinal(), leaf).fault(e);
        }
    }

    private static boolean areAllIds(ByteBufferInputStream pages, long entries) {
        List<PageSpan> all = new ArrayList<>();
        PageHeaders.forEach(pages, entries, all::add);
        return all.stream().filter(PageSpan::isData).allMatch(page -> DictionaryEncodings.areIds(page.encoding()));
    }

    /** The first entries, how many there are, and a digest of all; empty if there are too many to keep them. */
    private static Optional<String> text(DictionaryPage page) {
        PageBytes plain = PageBytes.of(page.getBytes());
        if (page.getDictionarySize() == 0) {
            return NO_ENTRIES;
        }
        if (plain.length() > ValueEncoders.MAX_DICTIONARY_BYTES) {
            return Optional.empty();
        }
        StringJoiner names = new StringJoiner(", ");
        MessageDigest digest = sha256();
        int at = plain.from();
        for (int i = 0; i < page.getDictionarySize(); i++) {
            int end = at + PlainValues.size(plain.array(), at, plain.end());
            digest.update(plain.array(), at, end - at);
            if (i < MOST_NAMES) {
                int from = at + Integer.BYTES;
                names.add(
                        new String(plain.array(), from, Math.min(end - from, MOST_NAME_BYTES), StandardCharsets.UTF_8));
            }
            at = end;
        }
        String more = page.getDictionarySize() > MOST_NAMES ? ", ..." : "";
        String sum = HexFormat.of().formatHex(digest.digest(), 0, 16);
        return Optional.of(page.getDictionarySize() + " (" + names + more + "; SHA-256 " + sum + ")");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        codecs.close();
    }
}
