package dev.coldpress.localfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** The clock of change times. Before Linux 6.13 it stands still between two ticks, which are up to 10 ms apart. */
final class KernelClock {

    private KernelClock() {}

    /** Comes back once a change of a file gets a later change time than the last one of {@code file}. */
    static void passes(Path file) throws IOException {
        FileTime last = changeTime(file);
        Path scratch = Files.createTempFile("coldpress", ".tick");
        try {
            while (changeTime(scratch).compareTo(last) <= 0) {
                Files.setLastModifiedTime(scratch, last);
            }
        } finally {
            Files.delete(scratch);
        }
    }

    private static FileTime changeTime(Path file) throws IOException {
        return (FileTime) Files.getAttribute(file, "unix:ctime");
    }
}
