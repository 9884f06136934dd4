package dev.coldpress.localfs;

import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The one place where faults of the file system become faults of a store. Java has types for a few errors only; the
 * others are told apart by the operating system's English text, and what is not recognised is {@code UNAVAILABLE}.
 */
final class FileErrors {

    private static final List<String> NO_SPACE = List.of("No space left", "quota exceeded", "File too large");
    private static final List<String> DENIED =
            List.of("Read-only file system", "Operation not permitted", "symbolic link");
    private static final List<String> UNSUPPORTED = List.of("File name too long", "Not a directory", "Is a directory");

    /** ENOTCONN, ESTALE, EHOSTDOWN, ETIMEDOUT. */
    private static final List<String> DEAD_MOUNT =
            List.of("Transport endpoint is not connected", "Stale file handle", "Host is down", "Connection timed out");

    private static final long FULL_BELOW_BYTES = 64 << 10;

    private FileErrors() {}

    static StoreException translate(String operation, Object key, IOException fault) {
        return new StoreException(kind(fault), operation + " of " + key + ": " + text(fault), fault);
    }

    /**
     * The same for a fault of a write. A system that speaks another language than English says in words that nobody
     * here knows that the disk is full, so a fault without a name is checked against the space that is left.
     */
    static StoreException translateWrite(String operation, Object key, Path file, IOException fault) {
        boolean full = kind(fault) == Kind.UNAVAILABLE && usableBytes(file) < FULL_BELOW_BYTES;
        return full
                ? new StoreException(Kind.NO_SPACE, operation + " of " + key + ": " + text(fault), fault)
                : translate(operation, key, fault);
    }

    private static long usableBytes(Path file) {
        try {
            return Files.getFileStore(file).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    static StoreException denied(String operation, Object key, String text) {
        return new StoreException(Kind.DENIED, operation + " of " + key + ": " + text);
    }

    static StoreException unsupported(String operation, Object key, String text) {
        return new StoreException(Kind.UNSUPPORTED, operation + " of " + key + ": " + text);
    }

    static StoreException unavailable(String operation, Object key, String text) {
        return new StoreException(Kind.UNAVAILABLE, operation + " of " + key + ": " + text);
    }

    static StoreException symbolicLink(String operation, Object key, Path link) {
        return denied(operation, key, link + " is a symbolic link, and none below the root is followed");
    }

    /** Whether the server of a mounted file system is gone: a network's, or the process behind one of user space. */
    static boolean isOfDeadMount(IOException fault) {
        return contains(reason(fault), DEAD_MOUNT);
    }

    private static Kind kind(IOException fault) {
        String reason = reason(fault);
        if (fault instanceof AccessDeniedException || contains(reason, DENIED)) {
            return Kind.DENIED;
        }
        if (contains(reason, NO_SPACE)) {
            return Kind.NO_SPACE;
        }
        return contains(reason, UNSUPPORTED) ? Kind.UNSUPPORTED : Kind.UNAVAILABLE;
    }

    /** What the operating system said, without the path, which may hold any words. */
    private static String reason(IOException fault) {
        String reason = fault instanceof FileSystemException known ? known.getReason() : fault.getMessage();
        return reason == null ? "" : reason;
    }

    private static boolean contains(String reason, List<String> parts) {
        return parts.stream().anyMatch(reason::contains);
    }

    private static String text(IOException fault) {
        if (fault instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (fault instanceof NoSuchFileException gone) {
            return gone.getFile() + " has vanished";
        }
        if (fault instanceof ClosedByInterruptException) {
            return "the thread was interrupted";
        }
        return reason(fault).isEmpty() ? fault.toString() : String.valueOf(fault.getMessage());
    }
}
