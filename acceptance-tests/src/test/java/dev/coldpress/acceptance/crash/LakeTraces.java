package dev.coldpress.acceptance.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** Looks at a lake from outside, while a run works on it: at the records' {@code state} lines, and at when a record or a
 * partition's directory changed last. */
final class LakeTraces {

    private static final String STATE = "state ";

    private final List<Path> records;
    private final List<Path> directories;

    /** @param partitions relative to the root, with a slash at their ends */
    LakeTraces(Path root, List<String> partitions) {
        records = partitions.stream()
                .map(partition -> root.resolve("_compaction").resolve(partition).resolve("record"))
                .toList();
        directories = partitions.stream().map(root::resolve).toList();
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

    /** When each of them changed last: every step of the protocol that has an effect shows here. */
    List<FileTime> lastChanges() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path record : records) {
            times.add(lastChange(record));
        }
        for (Path directory : directories) {
            times.add(lastChange(directory));
        }
        return times;
    }

    private static FileTime lastChange(Path path) throws IOException {
        try {
            return Files.getLastModifiedTime(path);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0);
        }
    }
}
