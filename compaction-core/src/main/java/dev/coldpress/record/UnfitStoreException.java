package dev.coldpress.record;

/**
 * The store cannot keep rows safe: it lacks an ability without which the commit protocol does not hold, or it has been
 * seen not to do what its adapter declares. Nothing was compacted, and no data object was touched.
 */
public final class UnfitStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnfitStoreException(String message) {
        super(message);
    }
}
