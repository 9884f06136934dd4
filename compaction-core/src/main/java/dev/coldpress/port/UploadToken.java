package dev.coldpress.port;

/**
 * The durable name of a {@linkplain ObjectStore#stage staged upload}, by which any process can abort it later.
 *
 * <p>Invariant: 1 to 2,048 printable ASCII characters without white space, so that a token can stand in a text record.
 */
public record UploadToken(String value) {

    /** @throws IllegalArgumentException if the value breaks the invariant */
    public UploadToken {
        Tokens.requirePrintable(value, 2048, "upload token");
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof UploadToken that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
