package dev.coldpress.acceptance.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** Looks at the records of a lake from outside: at their {@code state} lines, and at when they were last written. */
final class RecordStates {

    private static final String STATE = "state ";

    private final List<Path> records;

    /** @param partitions relative to the root, with a slash at their ends */
    RecordStates(Path root, List<String> partitions) {
        records = partitions.stream()
                .map(partition -> root.resolve("_compaction").resolve(partition).resolve("record"))
                .toList();
    }

    /** The states of all partitions that have a record. For a lake at which nobody works. */
    List<String> states() throws IOException {
        List<String> states = new ArrayList<>();
        for (Path record : records) {
            if (Files.exists(record)) {
                Files.readAllLines(record).stream()
                        .filter(line -> line.startsWith(STATE))
                        .map(line -> line.substring(STATE.length()))
                        .forEach(states::add);
            }
        }
        return states;
    }

    /** When each record was written last; the beginning of time for one that is not there. */
    List<FileTime> lastWrites() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path record : records) {
            try {
                times.add(Files.getLastModifiedTime(record));
            } catch (NoSuchFileException e) {
                times.add(FileTime.fromMillis(0));
            }
        }
        return times;
    }
}
