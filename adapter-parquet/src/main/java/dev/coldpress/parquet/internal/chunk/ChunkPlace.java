package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;

/** The column chunk that is at work, so that a fault names it. */
public record ChunkPlace(ObjectKey key, int rowGroup, LeafColumn column) {

    public ParquetFileException corrupt(String what) {
        return new ParquetFileException(key, Reason.CORRUPT, describe(what));
    }

    /**
     * Whatever a decoder throws at bytes of a file is the file's fault: decoders meet hostile lengths and ids with all
     * kinds of unchecked exceptions.
     */
    public ParquetFileException fault(RuntimeException cause) {
        Reason reason = cause instanceof ContentException content ? content.reason() : Reason.CORRUPT;
        return new ParquetFileException(key, reason, describe(what(cause)), cause);
    }

    private String describe(String what) {
        return "column " + column.dottedPath() + ", row group " + rowGroup + ": " + what;
    }

    /** What a decoder of another library says is for programmers; it stays with the exception as its cause. */
    private static String what(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof ContentException
                ? String.valueOf(root.getMessage())
                : "the bytes there cannot be decoded; they are damaged, or not what the format says";
    }
}
