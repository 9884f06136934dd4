package dev.coldpress.report;

import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SourceGoneException;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.UnansweredException;
import dev.coldpress.record.UnfitStoreException;

/**
 * Describes failures to people. Exceptions of this library have a message for them. The text of any other exception is
 * written for programmers and may hold anything, so only its type is named.
 */
public final class FailureText {

    private FailureText() {}

    /**
     * One line that says what happened and what to do.
     *
     * @param work what failed, such as {@code the merge into app1/x.parquet}
     */
    public static String of(String work, Throwable cause) {
        if (isForPeople(cause)) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof OutOfMemoryError || cause instanceof StackOverflowError) {
            return "Out of memory in " + work + ": give the JVM more heap";
        }
        String unexpected = "Unexpected in " + work + " (" + cause.getClass().getSimpleName() + "): ";
        return cause instanceof LinkageError
                ? unexpected
                        + "a class or a native library could not be loaded. See that Coldpress is installed whole, and that"
                        + " programs may be run from Java's directory for temporary files"
                : unexpected + "a defect, by which nothing is lost. Please report it with the stack trace from the log";
    }

    private static boolean isForPeople(Throwable cause) {
        return cause instanceof StoreException
                || cause instanceof DamagedRecordException
                || cause instanceof UnansweredException
                || cause instanceof UnfitStoreException
                || cause instanceof ParquetFileException
                || cause instanceof SourceGoneException;
    }
}
