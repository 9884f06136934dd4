package dev.coldpress.parquet.internal.footer;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ByteHash;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.format.FileMetaData;

/** Finds and reads the footers of files. For several threads. */
public final class FooterReader {

    /** Most footers fit, page indexes included, and an object store answers as fast as for a few bytes. */
    private static final int TAIL_BYTES = 64 << 10;

    /** Its Thrift structures take some ten times as much memory. */
    public static final int MAX_FOOTER_BYTES = 16 << 20;

    /** The footer's length and the magic bytes. */
    static final int END_BYTES = 8;

    private static final int MIN_FILE_BYTES = 4 + END_BYTES;
    private static final int MAGIC = magic("PAR1");
    private static final int MAGIC_ENCRYPTED = magic("PARE");

    private final FileKinds kinds = new FileKinds();

    /** A footer as it is in the file, and what passed the checks of it. */
    public record Parsed(FileMetaData metadata, SourceFooter checked) {}

    public SourceFooter read(SourceFile file) {
        return readAll(file).checked();
    }

    /** Reads the end of a file: once, or twice if the footer is large. */
    public Parsed readAll(SourceFile file) {
        ObjectKey key = file.ref().key();
        long size = file.ref().sizeBytes();
        requireMinimum(key, size);
        byte[] tail = read(file, size - Math.min(size, TAIL_BYTES), (int) Math.min(size, TAIL_BYTES));
        int length = footerLength(key, tail, tail.length, size);
        if (length + END_BYTES > tail.length) {
            tail = read(file, size - END_BYTES - length, length + END_BYTES);
        }
        return parseAll(key, tail, tail.length - END_BYTES - length, length, size - END_BYTES - length);
    }

    /** Reads the footer of a file whose bytes are all there. */
    public SourceFooter read(ObjectKey key, byte[] array, int from, int size) {
        requireMinimum(key, size);
        int end = from + size;
        int length = footerLength(key, array, end, size);
        return parse(key, array, end - END_BYTES - length, length, (long) size - END_BYTES - length);
    }

    private static byte[] read(SourceFile file, long offset, int length) {
        byte[] bytes = new byte[length];
        file.read(offset, ByteBuffer.wrap(bytes));
        return bytes;
    }

    private static void requireMinimum(ObjectKey key, long size) {
        if (size < MIN_FILE_BYTES) {
            throw new ParquetFileException(
                    key, Reason.CORRUPT, "a file of " + size + " bytes is too short to be a Parquet file");
        }
    }

    private static int footerLength(ObjectKey key, byte[] array, int end, long fileSize) {
        ByteBuffer last = ByteBuffer.wrap(array, end - END_BYTES, END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int length = last.getInt();
        int magic = last.getInt();
        if (magic == MAGIC_ENCRYPTED) {
            throw new ParquetFileException(key, Reason.ENCRYPTED, "the footer is encrypted");
        }
        if (magic != MAGIC) {
            throw new ParquetFileException(key, Reason.CORRUPT, "does not end with the magic bytes PAR1: cut off?");
        }
        if (length <= 0 || length > fileSize - MIN_FILE_BYTES) {
            throw new ParquetFileException(
                    key, Reason.CORRUPT, "a footer of " + length + " bytes in a file of " + fileSize);
        }
        if (length > MAX_FOOTER_BYTES) {
            throw new ParquetFileException(
                    key, Reason.MEMORY_BUDGET, "a footer of " + length + " bytes; the limit is " + MAX_FOOTER_BYTES);
        }
        return length;
    }

    /**
     * Reads a footer from memory, and checks it.
     *
     * @param dataEnd where the footer begins in the file: no page may reach further
     */
    public SourceFooter parse(ObjectKey key, byte[] array, int from, int length, long dataEnd) {
        return parseAll(key, array, from, length, dataEnd).checked();
    }

    private Parsed parseAll(ObjectKey key, byte[] array, int from, int length, long dataEnd) {
        try {
            FileMetaData footer = FooterParser.parse(array, from, length);
            long hash = ByteHash.of(ByteBuffer.wrap(array, from, length));
            return new Parsed(footer, new FooterCheck(key, footer, dataEnd, kinds).checked(hash));
        } catch (ContentException e) {
            throw new ParquetFileException(key, e.reason(), "footer: " + e.getMessage(), e);
        }
    }

    private static int magic(String letters) {
        return ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }
}
