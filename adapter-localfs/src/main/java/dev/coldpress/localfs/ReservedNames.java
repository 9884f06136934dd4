package dev.coldpress.localfs;

import dev.coldpress.port.KeyPrefix;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that the adapter keeps for its own files. No segment of a key may have one of them, so that nothing below
 * shows in a listing and nobody else writes it. They start with a dot and do not end in {@code .parquet}: readers of
 * the lake leave them alone too.
 */
final class ReservedNames {

    static final String LOCK_FILE = ".coldpress.lock";

    /** Of all of them. */
    private static final String BEGINNING = ".coldpress";

    /** With the name of the object that it is to become, if that is ASCII, as a token has to be, and not too long. */
    private static final Pattern STAGED_FILE =
            Pattern.compile("\\.coldpress-[0-9a-f-]{36}(?:\\.([!-.0-~]+))?\\.staged");

    /** What every file system allows at least. */
    private static final int MAX_NAME_BYTES = 255;

    private ReservedNames() {}

    /** @param target the name of the object that the file is to become */
    static String freshStagedFile(String target) {
        String prefix = ".coldpress-" + UUID.randomUUID();
        String name = prefix + "." + target + ".staged";
        return name.length() <= MAX_NAME_BYTES && isStagedFile(name) ? name : prefix + ".staged";
    }

    /** What the object is to be called; empty if the name had no room for it, or is no staged file's. */
    static Optional<String> targetOf(String stagedFile) {
        Matcher matcher = STAGED_FILE.matcher(stagedFile);
        return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }

    static boolean isStagedFile(String name) {
        return STAGED_FILE.matcher(name).matches();
    }

    static boolean isReserved(String name) {
        return name.startsWith(BEGINNING) && (name.equals(LOCK_FILE) || isStagedFile(name));
    }

    /** Whether readers pass over everything of this name. */
    static boolean isHidden(String segment) {
        return segment.startsWith("_") || segment.startsWith(".");
    }

    /** Whether readers pass over everything below: no partition of a lake is there. */
    static boolean isHidden(KeyPrefix prefix) {
        String path = "/" + prefix.path();
        return path.contains("/_") || path.contains("/.");
    }

    /** Whether any segment of the path of a key or a prefix is reserved. */
    static boolean occurIn(String path) {
        if (!path.contains(BEGINNING)) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (isReserved(segment)) {
                return true;
            }
        }
        return false;
    }
}
