package dev.coldpress.port.parquet;

import dev.coldpress.port.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * A file that cannot be merged for a reason that lies in its bytes. It is left where it is, and named with the reason.
 */
public final class ParquetFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ObjectKey key;
    private final Reason reason;
    private final String detail;

    /**
     * A refusal of one file.
     *
     * @param detail what is wrong, and where in the file; the key is put in front of it
     */
    public ParquetFileException(ObjectKey key, Reason reason, String detail, @Nullable Throwable cause) {
        super(key + ": " + detail, cause);
        this.key = key;
        this.reason = reason;
        this.detail = detail;
    }

    public ParquetFileException(ObjectKey key, Reason reason, String detail) {
        this(key, reason, detail, null);
    }

    public ObjectKey key() {
        return key;
    }

    public Reason reason() {
        return reason;
    }

    /** What is wrong, for whoever names the file anyway. */
    public String detail() {
        return detail;
    }

    /** Why. */
    public enum Reason {
        /** Not a Parquet file, cut off, or bytes that contradict each other. */
        CORRUPT,
        /** Encrypted, in the footer or in a column. */
        ENCRYPTED,
        /** Well-formed as far as can be told, but with something that this version cannot carry over safely. */
        UNSUPPORTED,
        /** Merging it would need more memory than the settings allow. */
        MEMORY_BUDGET
    }
}
