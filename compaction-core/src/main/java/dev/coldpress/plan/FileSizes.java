package dev.coldpress.plan;

import java.util.List;
import java.util.Locale;

/** Sizes added up, and written for people. */
final class FileSizes {

    private FileSizes() {}

    static long sum(List<DataFile> files) {
        long total = 0;
        for (DataFile file : files) {
            total = Math.addExact(total, file.sizeBytes());
        }
        return total;
    }

    /** The exact number, because a file may miss a threshold by one byte: {@code 134,217,728 bytes}. */
    static String print(long sizeBytes) {
        return String.format(Locale.ROOT, "%,d bytes", sizeBytes);
    }
}
