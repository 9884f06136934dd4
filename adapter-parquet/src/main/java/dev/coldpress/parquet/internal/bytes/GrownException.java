package dev.coldpress.parquet.internal.bytes;

/** A column chunk that is being encoded takes more bytes than it may for what its sources have. */
public final class GrownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GrownException(String message) {
        super(message, null, false, false);
    }
}
