package dev.coldpress.port;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of an object, relative to the root of its store: segments separated by {@code /}.
 *
 * <p>Invariants: 1 to 1,024 bytes of UTF-8 (the limit of S3 and GCS); no leading or trailing slash; no segment that is
 * empty, {@code .} or {@code ..}; no backslash, control character or unpaired surrogate. So a key can never name anything outside the
 * root, on a file system either.
 *
 * <p>Keys order by their unsigned UTF-8 bytes, as S3 and GCS list them. That is not the order of
 * {@link String#compareTo}, which compares UTF-16 units.
 */
public record ObjectKey(String path) implements Comparable<ObjectKey> {

    static final int MAX_BYTES = 1024;

    /** @throws IllegalArgumentException if the path breaks an invariant; the message names the rule */
    public ObjectKey {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("An object key must not be empty");
        }
        requireValidSegments(path, "object key");
    }

    public static ObjectKey of(String path) {
        return new ObjectKey(path);
    }

    /** This key below a prefix: the paths put behind each other. */
    public ObjectKey under(KeyPrefix parent) {
        return new ObjectKey(parent.path() + path);
    }

    /** The last segment. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The prefix of all objects beside this one. */
    public KeyPrefix parent() {
        return new KeyPrefix(path.substring(0, path.lastIndexOf('/') + 1));
    }

    @Override
    public int compareTo(ObjectKey other) {
        return compareUtf8(path, other.path);
    }

    @Override
    public String toString() {
        return path;
    }

    static int compareUtf8(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /** Checks every segment of {@code path}; {@code what} names the thing in the message. */
    static void requireValidSegments(String path, String what) {
        if (path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "An " + what + " has at most " + MAX_BYTES + " bytes of UTF-8; this one has more: " + path);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(path)) {
            throw new IllegalArgumentException(
                    "An " + what + " has no unpaired surrogate, which UTF-8 cannot express: '" + path + "'");
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException(
                        "An " + what + " has no empty, '.' or '..' segment and no slash at its ends: '" + path + "'");
            }
        }
        if (path.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("An " + what + " has no backslash or control character: '" + path + "'");
        }
    }
}
