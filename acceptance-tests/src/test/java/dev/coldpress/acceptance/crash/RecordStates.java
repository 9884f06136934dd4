package dev.coldpress.acceptance.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the records of a lake from outside: at their {@code state} lines, and at when they were last written. */
final class RecordStates {

    private static final String CONTROL_PREFIX = "_compaction";
    private static final String NAME = "record";
    private static final String STATE = "state ";

    private RecordStates() {}

    /** The states of all partitions that have a record. For a lake at which nobody works. */
    static List<String> of(Path root) throws IOException {
        List<String> states = new ArrayList<>();
        for (Path record : records(root)) {
            Files.readAllLines(record).stream()
                    .filter(line -> line.startsWith(STATE))
                    .map(line -> line.substring(STATE.length()))
                    .forEach(states::add);
        }
        return states;
    }

    /** When a record was written last, or the beginning of time if there is none. */
    static FileTime lastWrite(Path root) throws IOException {
        FileTime last = FileTime.fromMillis(0);
        for (Path record : records(root)) {
            FileTime time = Files.getLastModifiedTime(record);
            last = time.compareTo(last) > 0 ? time : last;
        }
        return last;
    }

    private static List<Path> records(Path root) throws IOException {
        Path control = root.resolve(CONTROL_PREFIX);
        if (!Files.isDirectory(control)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(
                control, Integer.MAX_VALUE, (file, attributes) -> file.endsWith(NAME) && attributes.isRegularFile())) {
            return files.toList();
        }
    }
}
