package dev.coldpress.port;

import org.jspecify.annotations.Nullable;

/**
 * A fault of a store. Adapters translate their vendor's exceptions into this one, in one place, where they are thrown,
 * and after the retries of their client; nobody retries it blindly.
 *
 * <p>Where an operation has a result for "unknown", a lost answer is that result and not this exception.
 */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /**
     * A fault with what caused it.
     *
     * @param message has the key, the operation and what the store said, and no secret
     */
    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public StoreException(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** What a caller can do about it. */
    public enum Kind {
        /** The store is out of reach, overloaded or broken for now: leave the partition, try in a later run. */
        UNAVAILABLE,
        /** A permission or credential is missing, or the root does not exist: somebody must fix the configuration. */
        DENIED,
        /** No space, quota or memory is left for the write. */
        NO_SPACE,
        /** The store cannot do what was asked (see {@link StoreCapabilities}), or was asked for nonsense: a bug. */
        UNSUPPORTED
    }
}
