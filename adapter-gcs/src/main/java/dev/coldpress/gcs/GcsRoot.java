package dev.coldpress.gcs;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.UploadToken;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The bucket and the prefix that a store was opened on, and the way from keys to names in the bucket and back.
 *
 * <p>Staged uploads are objects below the prefix {@value #RESERVED} of the root: the path of the key that they are to
 * get, and then their token as one more segment. No key begins with that prefix.
 */
record GcsRoot(String bucket, KeyPrefix prefix) {

    /** Begins with an underscore, so that engines that read the lake pass it over. */
    static final String RESERVED = "_coldpress_staged/";

    private static final KeyPrefix STAGED = KeyPrefix.of(RESERVED);
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** @throws IllegalArgumentException if the URI is not of the form {@code gs://bucket/prefix} */
    static GcsRoot parse(URI root) {
        String bucket = Objects.requireNonNullElse(root.getRawAuthority(), "");
        boolean plain = "gs".equalsIgnoreCase(root.getScheme())
                && bucket.matches("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]")
                && root.getRawQuery() == null
                && root.getRawFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException("The root of a lake on Google Cloud Storage is a URI like"
                    + " gs://bucket/prefix, without user, port, query and fragment");
        }
        String path = root.getPath().replaceFirst("^/", "");
        return new GcsRoot(bucket, KeyPrefix.of(path.isEmpty() || path.endsWith("/") ? path : path + "/"));
    }

    /** The directories above, nearest first, up to the bucket's own. */
    List<GcsRoot> above() {
        if (prefix.equals(KeyPrefix.ROOT)) {
            return List.of();
        }
        Stream<KeyPrefix> above = Stream.concat(prefix.above().stream(), Stream.of(KeyPrefix.ROOT));
        return above.map(directory -> new GcsRoot(bucket, directory)).toList();
    }

    /** Whether the adapter keeps this key for itself. */
    static boolean isReserved(ObjectKey key) {
        return STAGED.contains(key);
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
     * The key of a name, or empty: for a staged upload, and for names of other programs that are no keys, such as
     * {@code a/}.
     */
    Optional<ObjectKey> key(String name) {
        return keyOf(relative(name)).filter(key -> !isReserved(key));
    }

    private static Optional<ObjectKey> keyOf(String path) {
        try {
            return Optional.of(ObjectKey.of(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The prefix of a name that ends with a slash, or empty if no key can begin so. */
    Optional<KeyPrefix> keyPrefix(String name) {
        try {
            return Optional.of(KeyPrefix.of(relative(name))).filter(found -> !STAGED.contains(found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a name, of an object or of a prefix, is a key, a prefix, one of the store's own, or the marker of a
     * directory.
     */
    boolean isUsable(String name) {
        String path = relative(name);
        return keyOf(path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                .isPresent();
    }

    static UploadToken freshToken() {
        return new UploadToken(UUID.randomUUID().toString());
    }

    static boolean isToken(UploadToken token) {
        return TOKEN.matcher(token.value()).matches();
    }

    String stagedName(ObjectKey key, UploadToken token) {
        return prefix.path() + RESERVED + key + "/" + token;
    }

    /** The beginning of the names of all uploads that were staged for keys below a prefix. */
    String stagedPrefix(KeyPrefix below) {
        return prefix.path() + RESERVED + below;
    }

    /** What a name below {@link #stagedPrefix} stands for; empty if it was not made by {@link #stagedName}. */
    Optional<StagedName> staged(String name) {
        String path = relative(name).substring(RESERVED.length());
        int slash = path.lastIndexOf('/');
        String last = path.substring(slash + 1);
        if (slash < 0 || !TOKEN.matcher(last).matches()) {
            return Optional.empty();
        }
        return keyOf(path.substring(0, slash)).map(key -> new StagedName(key, new UploadToken(last)));
    }

    /** What the name of a staged upload tells. */
    record StagedName(ObjectKey key, UploadToken token) {}

    @Override
    public String toString() {
        return "gs://" + bucket + "/" + prefix;
    }
}
