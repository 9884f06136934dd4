package dev.coldpress.parquet;

/** The pages of a column chunk have something that a fast tier does not know, so that it is left to transcode. */
final class UnfitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitException(String what) {
        super(what);
    }
}
