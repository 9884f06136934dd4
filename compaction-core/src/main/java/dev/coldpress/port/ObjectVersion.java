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

    @Override
    public String toString() {
        return token;
    }
}
