package dev.coldpress.s3;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The bucket and the prefix that a store was opened on, and the way from keys to names in the bucket and back. */
record S3Root(String bucket, KeyPrefix prefix) {

    /** @throws IllegalArgumentException if the URI is not of the form {@code s3://bucket/prefix} */
    static S3Root parse(URI root) {
        String bucket = Objects.requireNonNullElse(root.getRawAuthority(), "");
        boolean plain = "s3".equalsIgnoreCase(root.getScheme())
                && bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}")
                && root.getRawQuery() == null
                && root.getRawFragment() == null;
        if (!plain) {
            // Without the root itself: what is not plain may be a secret.
            throw new IllegalArgumentException(
                    "The root of a lake on S3 is a URI like s3://bucket/prefix, without user, port,"
                            + " query and fragment");
        }
        String path = root.getPath().replaceFirst("^/", "");
        return new S3Root(bucket, KeyPrefix.of(path.isEmpty() || path.endsWith("/") ? path : path + "/"));
    }

    /** The directories above, nearest first, up to the bucket's own. */
    List<S3Root> above() {
        if (prefix.equals(KeyPrefix.ROOT)) {
            return List.of();
        }
        Stream<KeyPrefix> above = Stream.concat(prefix.above().stream(), Stream.of(KeyPrefix.ROOT));
        return above.map(directory -> new S3Root(bucket, directory)).toList();
    }

    String name(ObjectKey key) {
        return prefix.path() + key.path();
    }

    String name(KeyPrefix below) {
        return prefix.path() + below.path();
    }

    /** Whatever follows the root's prefix; the name must begin with it. */
    String relative(String name) {
        return name.substring(prefix.path().length());
    }

    /**
     * The key of a name, or empty: other programs write names that are no keys, such as {@code a//b} and {@code a/}.
     */
    Optional<ObjectKey> key(String name) {
        try {
            return Optional.of(ObjectKey.of(relative(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The prefix of a name that ends with a slash, or empty if no key can begin so. */
    Optional<KeyPrefix> keyPrefix(String name) {
        try {
            return Optional.of(KeyPrefix.of(relative(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
