package dev.coldpress.parquet;

/** A column chunk that is being encoded takes more bytes than it may for what its sources have. */
final class GrownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GrownException(String message) {
        super(message, null, false, false);
    }
}
