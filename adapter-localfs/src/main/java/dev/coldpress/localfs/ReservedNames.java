package dev.coldpress.localfs;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The names that the adapter keeps for its own files. No segment of a key may have one of them, so that nothing below
 * shows in a listing and nobody else writes it. They start with a dot and do not end in {@code .parquet}: readers of the
 * lake leave them alone too.
 */
final class ReservedNames {

    static final String LOCK_FILE = ".coldpress.lock";

    private static final Pattern STAGED_FILE = Pattern.compile("\\.coldpress-[0-9a-f-]{36}\\.staged");

    private ReservedNames() {}

    static String freshStagedFile() {
        return ".coldpress-" + UUID.randomUUID() + ".staged";
    }

    static boolean isStagedFile(String name) {
        return STAGED_FILE.matcher(name).matches();
    }

    static boolean isReserved(String name) {
        return name.equals(LOCK_FILE) || isStagedFile(name);
    }

    /** Whether any segment of the path of a key or a prefix is reserved. */
    static boolean occurIn(String path) {
        for (String segment : path.split("/", -1)) {
            if (isReserved(segment)) {
                return true;
            }
        }
        return false;
    }
}
