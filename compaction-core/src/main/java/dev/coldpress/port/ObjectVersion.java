package dev.coldpress.port;

/**
 * What tells one write of an object from every other write of the same key: an opaque token of the store (a GCS
 * generation; ETag, modification time and size on S3; inode, modification time, size and change time on files).
 *
 * <p>Invariant: 1 to 256 printable ASCII characters without white space, so that a version can stand in a text record.
 */
public record ObjectVersion(String token) {

    /** @throws IllegalArgumentException if the token breaks the invariant */
    public ObjectVersion {
        Tokens.requirePrintable(token, 256, "object version");
    }

    /**
     * Whether an object at this version is at one that stands in a record: the same, or one of a time when the store
     * did not tell as much apart, of which only that part can be compared.
     */
    public boolean isAt(ObjectVersion recorded) {
        return equals(recorded) || core().equals(recorded);
    }

    /**
     * What a store told before it learnt to tell more apart, which it then adds behind a tilde; the version itself if
     * it has added nothing.
     */
    public ObjectVersion core() {
        int end = token.lastIndexOf('~');
        return end <= 0 ? this : new ObjectVersion(token.substring(0, end));
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectVersion that && token.equals(that.token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }

    @Override
    public String toString() {
        return token;
    }
}
