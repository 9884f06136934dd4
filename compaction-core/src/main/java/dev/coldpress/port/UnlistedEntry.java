package dev.coldpress.port;

import java.util.Locale;
import java.util.Optional;

/**
 * Something in a directory that is no object and no prefix, so that nothing can be done with it here. It is told of,
 * for somebody may take it for data.
 *
 * @param name the last segment of its path, as printable text on one line: what cannot be printed is written as
 *     {@code %XX}
 * @param linkedTo of a symbolic link that leads to an entry of the same directory, directly or not, that entry's name;
 *     else empty
 */
public record UnlistedEntry(String name, Kind kind, Optional<String> linkedTo) {

    /**
     * Of an object or a directory of a store whose names are Unicode, if its name is no key; a directory's ends with a
     * slash.
     */
    public static UnlistedEntry ofUnusableName(String name) {
        int end = name.endsWith("/") ? name.length() - 1 : name.length();
        String last = name.substring(name.lastIndexOf('/', end - 1) + 1);
        StringBuilder printable = new StringBuilder();
        last.codePoints().forEach(c -> {
            if (c == '\\' || Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                printable.append(String.format(Locale.ROOT, "%%%02X", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return new UnlistedEntry(printable.toString(), Kind.UNUSABLE_NAME, Optional.empty());
    }

    /** Why it is no object. */
    public enum Kind {
        /** A symbolic link, which is never followed. */
        SYMBOLIC_LINK,
        /** A pipe, a socket or a device. */
        SPECIAL_FILE,
        /** A file or a directory whose name is no {@link ObjectKey}. */
        UNUSABLE_NAME
    }
}
