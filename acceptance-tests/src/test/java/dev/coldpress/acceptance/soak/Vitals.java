package dev.coldpress.acceptance.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * How a daemon's process is.
 *
 * @param time by the fast clock
 * @param port where it listens
 * @param heapBytes in use after a full collection
 * @param openFiles descriptors
 * @param bytesWritten to files, since the start of the process
 */
record Vitals(Instant time, long pid, int port, long heapBytes, long openFiles, long bytesWritten) {

    /** Those of one process, in order of time. */
    static List<Vitals> read(Path file, long pid) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.endsWith(";"))
                .map(Vitals::parse)
                .filter(vitals -> vitals.pid() == pid)
                .toList();
    }

    /** A line; one that was cut by the end of its process does not end like it. */
    String text() {
        return time + "," + pid + "," + port + "," + heapBytes + "," + openFiles + "," + bytesWritten + ";";
    }

    /** What a process has written so far, by the count of its operating system. */
    static long bytesWritten(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "io")).stream()
                .filter(line -> line.startsWith("wchar:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** Whether SIGSTOP has taken effect. */
    static boolean isStopped(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .anyMatch(line -> line.startsWith("State:") && line.contains("T (stopped)"));
    }

    private static Vitals parse(String line) {
        String[] parts = line.substring(0, line.length() - 1).split(",", -1);
        return new Vitals(
                Instant.parse(parts[0]),
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]));
    }
}
