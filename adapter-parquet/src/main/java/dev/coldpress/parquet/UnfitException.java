package dev.coldpress.parquet;

/** A row group or a column chunk has something that a cheap tier cannot take, so that it is left to the next one. */
final class UnfitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final TierReason reason;

    UnfitException(TierReason reason, String what) {
        super(what);
        this.reason = reason;
    }

    UnfitException(TierReason reason) {
        this(reason, reason.text());
    }

    TierReason reason() {
        return reason;
    }
}
