package dev.coldpress.parquet;

import dev.coldpress.port.parquet.ParquetFileException.Reason;

/** A fault in the bytes of a column chunk, found where neither the file nor the column is known; see {@link ChunkPlace}. */
final class ContentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    ContentException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static ContentException corrupt(String message) {
        return new ContentException(Reason.CORRUPT, message);
    }

    static ContentException unsupported(String message) {
        return new ContentException(Reason.UNSUPPORTED, message);
    }

    static ContentException tooLarge(String message) {
        return new ContentException(Reason.MEMORY_BUDGET, message);
    }

    Reason reason() {
        return reason;
    }
}
