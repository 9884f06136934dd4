package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.port.parquet.PhysicalType;
import org.apache.parquet.io.api.Binary;

/** The four forms in which values travel from reader to writer. Floats travel as their bits. */
public enum ValueKind {
    BOOLEAN {
        @Override
        public void move(ColumnCursor from, ContentHash hash, ChunkEncoder to, int repetition, int definition) {
            boolean value = from.booleanValue();
            hash.add(value ? 1 : 0);
            to.write(value, repetition, definition);
        }

        @Override
        public void read(ColumnCursor from, ContentHash hash) {
            hash.add(from.booleanValue() ? 1 : 0);
        }
    },
    INT {
        @Override
        public void move(ColumnCursor from, ContentHash hash, ChunkEncoder to, int repetition, int definition) {
            int value = from.intValue();
            hash.add(value);
            to.write(value, repetition, definition);
        }

        @Override
        public void read(ColumnCursor from, ContentHash hash) {
            hash.add(from.intValue());
        }
    },
    LONG {
        @Override
        public void move(ColumnCursor from, ContentHash hash, ChunkEncoder to, int repetition, int definition) {
            long value = from.longValue();
            hash.add(value);
            to.write(value, repetition, definition);
        }

        @Override
        public void read(ColumnCursor from, ContentHash hash) {
            hash.add(from.longValue());
        }
    },
    BINARY {
        @Override
        public void move(ColumnCursor from, ContentHash hash, ChunkEncoder to, int repetition, int definition) {
            Binary value = from.binaryValue();
            hash.add(value);
            to.write(value, repetition, definition);
        }

        @Override
        public void read(ColumnCursor from, ContentHash hash) {
            hash.add(from.binaryValue());
        }
    };

    public static ValueKind of(LeafColumn leaf) {
        return of(leaf.physicalType());
    }

    private static ValueKind of(PhysicalType type) {
        return switch (type) {
            case BOOLEAN -> BOOLEAN;
            case INT32, FLOAT -> INT;
            case INT64, DOUBLE -> LONG;
            case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> BINARY;
        };
    }

    /** Reads the cursor's current value once, hashes it and writes it. */
    public abstract void move(ColumnCursor from, ContentHash hash, ChunkEncoder to, int repetition, int definition);

    /** Reads the cursor's current value once and hashes it. */
    public abstract void read(ColumnCursor from, ContentHash hash);
}
