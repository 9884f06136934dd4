package dev.coldpress.port;

/**
 * The store's answer for one object of a conditional delete.
 *
 * @param detail for {@link Outcome#UNKNOWN} and {@link Outcome#DENIED} what went wrong, for the log; else empty
 */
public record DeleteResult(Outcome outcome, String detail) {

    public static final DeleteResult DELETED = new DeleteResult(Outcome.DELETED, "");
    public static final DeleteResult NOT_FOUND = new DeleteResult(Outcome.NOT_FOUND, "");
    public static final DeleteResult OTHER_VERSION = new DeleteResult(Outcome.OTHER_VERSION, "");

    public static DeleteResult unknown(String detail) {
        return new DeleteResult(Outcome.UNKNOWN, detail);
    }

    public static DeleteResult denied(String detail) {
        return new DeleteResult(Outcome.DENIED, detail);
    }

    /** Whether the object is surely gone or surely another one: nothing remains to be asked. */
    public boolean isAnswered() {
        return outcome == Outcome.DELETED || outcome == Outcome.NOT_FOUND || outcome == Outcome.OTHER_VERSION;
    }

    /** What the store said. */
    public enum Outcome {
        /** This version was there and is gone. A store that does not tell "deleted" from "was not there" says this. */
        DELETED,
        /** No object has this key. */
        NOT_FOUND,
        /** The key holds another write, which was left alone. */
        OTHER_VERSION,
        /** The delete may have taken effect, may take effect later, or never: ask again. */
        UNKNOWN,
        /** The store refuses for want of a permission, and will refuse again until somebody grants it. */
        DENIED
    }
}
