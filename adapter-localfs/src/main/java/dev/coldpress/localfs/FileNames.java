package dev.coldpress.localfs;

import dev.coldpress.port.ObjectKey;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Names of files as parts of keys. A name on disk is bytes, and the JVM reads them in the encoding of its locale: in
 * one that is not UTF-8, a name beyond ASCII would be another key than for the next process, and a record of it would
 * lie.
 */
final class FileNames {

    private static final String ENCODING =
            System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());

    private static final boolean IS_UTF_8 = ENCODING.equalsIgnoreCase("UTF-8");

    private FileNames() {}

    /** The path of a file or directory of this name; throws a {@code StoreException} if the JVM cannot spell it. */
    static Path resolve(Object key, Path directory, String segment) {
        requireSpelled(key, segment);
        try {
            return directory.resolve(segment);
        } catch (InvalidPathException e) {
            throw FileErrors.unsupported("name", key, "it cannot be a file name: " + e.getReason());
        }
    }

    /** Whether the name of a file that exists makes a valid key, and the same in every process. */
    static boolean isKey(Path file, String prefix, String segment) {
        requireSpelled(prefix + segment, segment);
        try {
            ObjectKey.of(prefix + segment);
            return file.resolveSibling(segment).equals(file);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The last segment of a path, as it stands in a URI: bytes that are no plain letters as {@code %XX}. */
    static String printable(Path file) {
        String path = file.toUri().getRawPath();
        String segments = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return segments.substring(segments.lastIndexOf('/') + 1);
    }

    /** Such a name is not passed over in silence: a whole partition might be behind it, and another locale helps. */
    private static void requireSpelled(Object name, String segment) {
        if (!IS_UTF_8 && !isAscii(segment)) {
            throw FileErrors.unsupported(
                    "name",
                    name,
                    "'" + segment + "' is not ASCII, and this JVM encodes file names as " + ENCODING
                            + "; start it in a UTF-8 locale, for example with LC_ALL=C.UTF-8");
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
