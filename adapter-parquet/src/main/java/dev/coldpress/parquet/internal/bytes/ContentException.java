package dev.coldpress.parquet.internal.bytes;

import dev.coldpress.port.parquet.ParquetFileException.Reason;

/**
 * A fault in the bytes of a column chunk, found where neither the file nor the column is known; see {@code ChunkPlace}.
 */
public final class ContentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ContentException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public static ContentException corrupt(String message) {
        return new ContentException(Reason.CORRUPT, message);
    }

    public static ContentException unsupported(String message) {
        return new ContentException(Reason.UNSUPPORTED, message);
    }

    public static ContentException tooLarge(String message) {
        return new ContentException(Reason.MEMORY_BUDGET, message);
    }

    public Reason reason() {
        return reason;
    }
}
