package dev.coldpress.parquet.internal.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.internal.footer.FileSchema;
import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.footer.WriterQuirks;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tier of a source's column, and the reason, for what its footer says. */
final class TierChoiceTest {

    private static final int MEGABYTE = 1 << 20;

    /** Sizes in KiB; {@code next} is how far the second chunk begins behind the end of the first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PLAIN                   | 200000 | 2000  | parquet-mr version 1.18.1 (build x) | true  | 0 | compose   |
            PLAIN                   | 2000   | 40000 | parquet-mr version 1.18.1 (build x) | true  | 0 | compose   |
            DELTA_BINARY_PACKED     | 200000 | 2000  | parquet-mr version 1.18.1 (build x) | true  | 0 | compose   |
            PLAIN                   | 200000 | 2000  | parquet-mr version 1.18.1 (build x) | false | 0 | splice    | there is no page index
            PLAIN                   | 200000 | 2000  | parquet-mr version 1.18.1 (build x) | true  | 1 | splice    | the chunks of a row group lie apart
            PLAIN                   | 200000 | 2000  | parquet-cpp version 1.5.0           | true  | 0 | transcode | its writer is known for wrong pages or statistics
            PLAIN                   | 2000   | 2000  | parquet-mr version 1.18.1 (build x) | true  | 0 | splice    | its row groups are small
            RLE_DICTIONARY          | 2000   | 2000  | parquet-mr version 1.18.1 (build x) | true  | 0 | splice    | its row groups are small
            PLAIN                   | 900    | 2000  | parquet-mr version 1.18.1 (build x) | true  | 0 | re-page   | its pages are small, or share a dictionary
            PLAIN                   | 2000   | 15    | parquet-mr version 1.18.1 (build x) | true  | 0 | re-page   | its pages are small, or share a dictionary
            DELTA_BYTE_ARRAY        | 2000   | 2000  | parquet-mr version 1.18.1 (build x) | true  | 0 | splice    | its row groups are small
            DELTA_BYTE_ARRAY        | 2000   | 2000  | parquet-mr version 1.7.0 (build x)  | true  | 0 | transcode | its writer is known for wrong pages or statistics
            """)
    void theFooterDecides(
            Encoding encoding,
            int rows,
            int kibibytes,
            String createdBy,
            boolean indexed,
            int next,
            String tier,
            String reason) {
        SourceChunk first = chunk(4, rows, kibibytes, encoding);
        SourceChunk second = chunk(4 + first.lengthBytes() + next, rows, kibibytes, encoding);
        FooterReader.Parsed file = file(createdBy, indexed, rows, first, second);
        String because = reason == null ? "" : reason;
        assertThat(TierChoice.explain(file))
                .containsExactly(new ColumnTier("a", tier, because, 1), new ColumnTier("b", tier, because, 1));
    }

    private static SourceChunk chunk(long start, int rows, int kibibytes, Encoding encoding) {
        long bytes = (long) kibibytes * MEGABYTE / 1024;
        Set<Encoding> encodings = EnumSet.of(Encoding.RLE, encoding);
        return SourceChunk.of(start, bytes, bytes, rows, OptionalLong.of(0), CompressionCodec.SNAPPY, encodings);
    }

    private static FooterReader.Parsed file(String createdBy, boolean indexed, int rows, SourceChunk... chunks) {
        RowGroup metadata = new RowGroup();
        long bytes = 0;
        for (SourceChunk chunk : chunks) {
            ColumnChunk column = new ColumnChunk(0);
            if (indexed) {
                column.setOffset_index_offset(MEGABYTE);
            }
            metadata.addToColumns(column);
            bytes += chunk.lengthBytes();
        }
        FileMetaData footer = new FileMetaData();
        footer.addToRow_groups(metadata);
        footer.addToColumn_orders(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()));
        ParquetSchema schema = new ParquetSchema(List.of(binary("a"), binary("b")));
        SourceFooter checked = new SourceFooter(
                ObjectKey.of("a.parquet"),
                new FileSchema(List.of(), schema, LeafColumn.of(schema), Map.of()),
                rows,
                List.of(new SourceRowGroup(0, rows, bytes, List.of(chunks))),
                Map.of(),
                createdBy,
                WriterQuirks.of(createdBy),
                List.of(),
                0);
        return new FooterReader.Parsed(footer, checked);
    }

    private static SchemaNode binary(String name) {
        return new SchemaNode(
                name, Repetition.REQUIRED, OptionalInt.empty(), "", PhysicalType.BYTE_ARRAY, 0, List.of());
    }
}
