package dev.coldpress.record;

/**
 * The store left a question open that must be answered before anything else may happen. The partition is left as it is;
 * its record tells the next run where to go on.
 */
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnansweredException(String message) {
        super(message);
    }
}
