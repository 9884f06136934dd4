package dev.coldpress.port;

/** What became of a read that was pinned to one version of an object. */
public enum ReadResult {
    /** The requested bytes of the requested version are in place. */
    READ,
    /** No object has this key. */
    NOT_FOUND,
    /** The key holds another write now; no byte of it may be used. */
    OTHER_VERSION
}
