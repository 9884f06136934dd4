package dev.coldpress.parquet.internal.page;

/** A row group or a column chunk has something that a cheap tier cannot take, so that it is left to the next one. */
public final class UnfitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final TierReason reason;

    public UnfitException(TierReason reason, String what) {
        super(what);
        this.reason = reason;
    }

    public UnfitException(TierReason reason) {
        this(reason, reason.text());
    }

    public TierReason reason() {
        return reason;
    }
}
