package dev.coldpress.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** Reads and replaces the footers of files in memory. */
final class Footers {

    private Footers() {}

    static FileMetaData read(byte[] file) throws IOException {
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

    private static int length(byte[] file) {
        return ByteBuffer.wrap(file, file.length - 8, 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }
}
