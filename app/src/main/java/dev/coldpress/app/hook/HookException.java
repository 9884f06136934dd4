package dev.coldpress.app.hook;

/** A hook did not do its work. The message says what happened. */
final class HookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HookException(String message) {
        super(message);
    }
}
