package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.Utf8;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.WriterQuirks;
import dev.coldpress.parquet.internal.mapping.WiderValues;
import dev.coldpress.port.parquet.PhysicalType;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the levels and values of one column chunk. Whatever goes wrong in it is a
 * {@link dev.coldpress.port.parquet.ParquetFileException} that names the place. At the end it has checked that the
 * chunk has the values and rows that the footer says.
 */
public final class ColumnCursor {

    private final ChunkPlace place;
    private final LeafColumn leaf;
    private final ColumnReader reader;
    private final int fixedLength;
    private final boolean isText;
    private final long rowCount;
    private final SourceChunk chunk;
    private @Nullable WiderValues wider;
    private long values;
    private long rows;
    private long nulls;
    private int repetition;
    private int definition;

    private ColumnCursor(ChunkPlace place, ColumnReader reader, long rowCount, SourceChunk chunk) {
        this.place = place;
        this.leaf = place.column();
        this.reader = reader;
        this.rowCount = rowCount;
        this.chunk = chunk;
        this.fixedLength = fixedLength(leaf);
        this.isText = leaf.isText();
    }

    private static int fixedLength(LeafColumn leaf) {
        if (leaf.physicalType() == PhysicalType.INT96) {
            return 12;
        }
        return leaf.node().typeLength();
    }

    /**
     * A cursor before the first entry of a chunk.
     *
     * @param bytes of the chunk, backed by arrays; its pages are valid until the cursor moves on
     * @param rowCount of the row group
     */
    public static ColumnCursor open(
            ChunkPlace place,
            SourceChunk chunk,
            long rowCount,
            ByteBufferInputStream bytes,
            WriterQuirks quirks,
            DecodeBuffers buffers) {
        try {
            ChunkPages pages = new ChunkPages(bytes, chunk, place.column(), quirks, buffers);
            ColumnReader reader =
                    new ColumnReaderImpl(place.column().bits(), pages, new PrimitiveConverter() {}, quirks.version());
            return new ColumnCursor(place, reader, rowCount, chunk);
        } catch (RuntimeException e) {
            throw place.fault(e);
        }
    }

    /** Lets values be read as those of a wider type. */
    public ColumnCursor widened(WiderValues newWider) {
        wider = newWider;
        return this;
    }

    /** Moves to the next entry: a value, a null or an empty list. */
    public boolean next() {
        if (values == chunk.valueCount()) {
            requireAsFooterSays();
            return false;
        }
        try {
            if (values > 0) {
                reader.consume();
            }
            repetition = reader.getCurrentRepetitionLevel();
            definition = reader.getCurrentDefinitionLevel();
        } catch (RuntimeException e) {
            throw place.fault(e);
        }
        values++;
        count();
        return true;
    }

    private void count() {
        if (repetition > leaf.maxRepetition()
                || definition > leaf.maxDefinition()
                || (values == 1 && repetition != 0)) {
            throw place.corrupt("entry " + values + " has the levels " + repetition + " and " + definition);
        }
        if (repetition == 0) {
            rows++;
        }
        if (definition < leaf.maxDefinition()) {
            nulls++;
        }
    }

    /** Writers disagree on what a null is in a list, so there the footer's count proves nothing. */
    private void requireAsFooterSays() {
        if (rows != rowCount) {
            throw place.corrupt("the pages have " + rows + " rows where the footer says " + rowCount);
        }
        if (leaf.maxRepetition() == 0 && chunk.nullCount().orElse(nulls) != nulls) {
            throw place.corrupt("the pages have " + nulls + " nulls where the footer says "
                    + chunk.nullCount().getAsLong());
        }
    }

    public int repetition() {
        return repetition;
    }

    public int definition() {
        return definition;
    }

    public boolean hasValue() {
        return definition == leaf.maxDefinition();
    }

    public boolean booleanValue() {
        try {
            return reader.getBoolean();
        } catch (RuntimeException e) {
            throw place.fault(e);
        }
    }

    public int intValue() {
        try {
            return wider == null ? reader.getInteger() : wider.intValue(reader);
        } catch (RuntimeException e) {
            throw place.fault(e);
        }
    }

    public long longValue() {
        try {
            return wider == null ? reader.getLong() : wider.longValue(reader);
        } catch (RuntimeException e) {
            throw place.fault(e);
        }
    }

    /** The value in an array that will be used again: who keeps it must copy it. */
    public Binary binaryValue() {
        try {
            if (wider != null && !wider.isBinary()) {
                return wider.bytes(reader);
            }
            ByteBuffer bytes = reader.getBinary().toByteBuffer();
            if (fixedLength > 0 && bytes.remaining() != fixedLength) {
                throw ContentException.corrupt(
                        "a value of " + bytes.remaining() + " bytes in a column of " + fixedLength);
            }
            int from = bytes.arrayOffset() + bytes.position();
            if (isText && !Utf8.isValid(bytes.array(), from, from + bytes.remaining())) {
                throw ContentException.corrupt("entry " + values + " is not UTF-8, which the type "
                        + leaf.node().logicalType()
                        + " demands. Several readers read no row of a file with such a value;"
                        + " write the file again with text that is, or as binary");
            }
            return wider == null
                    ? Binary.fromReusedByteArray(bytes.array(), from, bytes.remaining())
                    : wider.bytes(bytes.array(), from, bytes.remaining());
        } catch (RuntimeException e) {
            throw place.fault(e);
        }
    }
}
