package dev.coldpress.app.demo;

/** Why the demonstration cannot be shown. The message is for people and says what to do. */
public final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
