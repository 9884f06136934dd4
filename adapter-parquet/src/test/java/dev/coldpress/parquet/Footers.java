package dev.coldpress.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.Util;

/** Reads and replaces the footers of files in memory. */
public final class Footers {

    private Footers() {}

    public static FileMetaData read(byte[] file) throws IOException {
        int length = length(file);
        return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
    }

    static byte[] edit(byte[] file, Consumer<FileMetaData> change) throws IOException {
        FileMetaData footer = read(file);
        change.accept(footer);
        ByteArrayOutputStream edited = new ByteArrayOutputStream();
        edited.write(file, 0, file.length - 8 - length(file));
        int start = edited.size();
        Util.writeFileMetaData(footer, edited);
        int length = edited.size() - start;
        edited.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        edited.write("PAR1".getBytes(StandardCharsets.US_ASCII));
        return edited.toByteArray();
    }

    /** Replaces the column index of the first chunk: the new one lies behind everything else. */
    static byte[] editColumnIndex(byte[] file, Consumer<ColumnIndex> change) throws IOException {
        ColumnChunk chunk = read(file).getRow_groups().get(0).getColumns().get(0);
        ColumnIndex index = Util.readColumnIndex(
                new ByteArrayInputStream(file, (int) chunk.getColumn_index_offset(), chunk.getColumn_index_length()));
        change.accept(index);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeColumnIndex(index, bytes);
        return withIndex(file, bytes.toByteArray(), (column, offset) -> {
            column.setColumn_index_offset(offset);
            column.setColumn_index_length(bytes.size());
        });
    }

    /** The same with its offset index. */
    static byte[] editOffsetIndex(byte[] file, Consumer<OffsetIndex> change) throws IOException {
        ColumnChunk chunk = read(file).getRow_groups().get(0).getColumns().get(0);
        OffsetIndex index = Util.readOffsetIndex(
                new ByteArrayInputStream(file, (int) chunk.getOffset_index_offset(), chunk.getOffset_index_length()));
        change.accept(index);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeOffsetIndex(index, bytes);
        return withIndex(file, bytes.toByteArray(), (column, offset) -> {
            column.setOffset_index_offset(offset);
            column.setOffset_index_length(bytes.size());
        });
    }

    private static byte[] withIndex(byte[] file, byte[] index, ObjIntConsumer<ColumnChunk> place) throws IOException {
        int end = file.length - 8 - length(file);
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(file, 0, end);
        longer.writeBytes(index);
        longer.write(file, end, file.length - end);
        return edit(
                longer.toByteArray(),
                footer ->
                        place.accept(footer.getRow_groups().get(0).getColumns().get(0), end));
    }

    private static int length(byte[] file) {
        return ByteBuffer.wrap(file, file.length - 8, 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }
}
