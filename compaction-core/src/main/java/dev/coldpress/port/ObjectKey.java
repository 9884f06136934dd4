package dev.coldpress.port;

/**
 * The name of an object, relative to the root of its store: segments separated by {@code /}.
 *
 * <p>Invariants: 1 to 1,024 bytes of UTF-8 (the limit of S3 and GCS); no leading or trailing slash; no segment that is
 * empty, {@code .} or {@code ..}; no backslash, control character or unpaired surrogate. So a key can never name
 * anything outside the root, on a file system either.
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

    /** The prefix of the directory that holds this object. */
    public KeyPrefix parent() {
        return new KeyPrefix(path.substring(0, path.lastIndexOf('/') + 1));
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectKey that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public int compareTo(ObjectKey other) {
        return compareUtf8(path, other.path);
    }

    @Override
    public String toString() {
        return path;
    }

    /**
     * The order of bytes is that of code points: of UTF-16 units, but surrogates, which stand for the highest, come
     * last.
     */
    static int compareUtf8(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean sameKind = Character.isSurrogate(x) == Character.isSurrogate(y);
                return sameKind ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /**
     * Checks every segment of {@code path}; {@code what} names the thing in the message. Runs for every file that is
     * listed.
     */
    static void requireValidSegments(String path, String what) {
        if (utf8Length(path) > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "An " + what + " has at most " + MAX_BYTES + " bytes of UTF-8; this one has more: " + path);
        }
        if (utf8Length(path) < 0) {
            throw new IllegalArgumentException(
                    "An " + what + " has no unpaired surrogate, which UTF-8 cannot express: '" + path + "'");
        }
        if (hasEmptyOrDottedSegment(path)) {
            throw new IllegalArgumentException(
                    "An " + what + " has no empty, '.' or '..' segment and no slash at its ends: '" + path + "'");
        }
        if (hasBackslashOrControl(path)) {
            throw new IllegalArgumentException("An " + what + " has no backslash or control character: '" + path + "'");
        }
    }

    /** Negative if there is an unpaired surrogate. */
    private static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(c, text.charAt(i))) {
                    return -1;
                }
                length += 4;
            } else {
                length += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return length;
    }

    private static boolean hasEmptyOrDottedSegment(String path) {
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            int length = end - start;
            if (length == 0 || (length <= 2 && path.startsWith("..".substring(2 - length), start))) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean hasBackslashOrControl(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' || Character.isISOControl(c)) {
                return true;
            }
        }
        return false;
    }
}
