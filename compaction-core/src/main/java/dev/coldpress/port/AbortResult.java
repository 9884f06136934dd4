package dev.coldpress.port;

/** What became of an {@linkplain ObjectStore#abort abort}. */
public enum AbortResult {
    /** The store has answered: a publish of this token never succeeds from now on. */
    ANSWERED,
    /** No answer; nothing may be concluded, ask again. */
    UNKNOWN
}
