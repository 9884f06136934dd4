package dev.coldpress.parquet.internal.order;

import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.repage.SourceDictionary;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Columns in memory, of values as the PLAIN encoding has them, without lengths. */
final class TestColumns {

    private TestColumns() {}

    static LeafColumn leaf(PhysicalType type, String logicalType, int length) {
        SchemaNode node =
                new SchemaNode("k", Repetition.OPTIONAL, OptionalInt.empty(), logicalType, type, length, List.of());
        return LeafColumn.of(new ParquetSchema(List.of(node))).get(0);
    }

    /** @param asIds whether values are kept as ids of a dictionary */
    static ColumnRows rows(LeafColumn leaf, List<byte @Nullable []> values, boolean asIds) {
        PageEntries page = new PageEntries();
        page.count = values.size();
        page.definitions = new int[page.count];
        page.repetitions = new int[page.count];
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int i = 0; i < page.count; i++) {
            byte[] value = values.get(i);
            if (value != null) {
                page.definitions[i] = 1;
                page.nonNull++;
                if (leaf.physicalType() == PhysicalType.BYTE_ARRAY) {
                    plain.writeBytes(number(value.length));
                }
                plain.writeBytes(value);
            }
        }
        page.isFull = page.nonNull == page.count;
        page.plain = new PageBytes(plain.toByteArray(), 0, plain.size());
        ColumnRows rows = new ColumnRows(leaf, 1 << 20, asIds, false, new RowBuffers(), values.size(), 0);
        rows.append(page, new SourceDictionary());
        return rows;
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }
}
