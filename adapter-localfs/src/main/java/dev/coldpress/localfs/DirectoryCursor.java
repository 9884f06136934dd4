package dev.coldpress.localfs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one directory in key order, in bounded memory: the directory is read once for each {@code chunk}
 * entries, and of each reading the smallest that are still to come are kept.
 *
 * <p>Entries are looked at one by one only if they can be among those, which for a directory in random order are few.
 */
final class DirectoryCursor {

    private static final Comparator<ListedEntry> LARGEST_FIRST = (a, b) -> KeyOrder.compare(b.name(), a.name());

    private final Path directory;
    private final String prefix;
    private final ListStart start;
    private final int chunk;
    private final Queue<ListedEntry> ready = new ArrayDeque<>();
    private @Nullable String position;
    private boolean exhausted;

    /** @param prefix the path of the keys in the directory, empty or with its slash at the end */
    DirectoryCursor(Path directory, String prefix, ListStart start, int chunk) {
        this.directory = directory;
        this.prefix = prefix;
        this.start = start;
        this.chunk = chunk;
    }

    /** The next entry, or empty at the end; a directory that is not there has none. */
    Optional<ListedEntry> next() throws IOException {
        if (ready.isEmpty() && !exhausted) {
            fill();
        }
        ListedEntry next = ready.poll();
        if (next != null) {
            position = next.name();
        }
        return Optional.ofNullable(next);
    }

    private void fill() throws IOException {
        PriorityQueue<ListedEntry> smallest = new PriorityQueue<>(LARGEST_FIRST);
        boolean isDirectory = FileStamp.of(directory)
                .filter(stamp -> stamp.kind() == FileStamp.Kind.DIRECTORY)
                .isPresent();
        if (isDirectory) {
            read(smallest);
        }
        exhausted = smallest.size() < chunk;
        smallest.stream().sorted(LARGEST_FIRST.reversed()).forEach(ready::add);
    }

    private void read(PriorityQueue<ListedEntry> smallest) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                offer(file, smallest);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            smallest.clear();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void offer(Path file, PriorityQueue<ListedEntry> smallest) throws IOException {
        String segment = String.valueOf(file.getFileName());
        ListedEntry largest = smallest.size() < chunk ? null : smallest.peek();
        // As long as nobody knows whether it is a directory, its name may have a slash at the end, or not.
        boolean mayCome = isAhead(prefix + segment + "/")
                && (largest == null || KeyOrder.compare(prefix + segment, largest.name()) < 0);
        if (!mayCome || ReservedNames.isReserved(segment)) {
            return;
        }
        boolean isKey = FileNames.isKey(file, prefix, segment);
        if (!isKey && !start.delimited()) {
            return;
        }
        Optional<ListedEntry> entry = entry(file, prefix + segment, isKey)
                .filter(found -> found.unlisted().isEmpty() || start.delimited());
        if (entry.isPresent() && isAhead(entry.get().name())) {
            smallest.add(entry.get());
            if (smallest.size() > chunk) {
                smallest.poll();
            }
        }
    }

    private boolean isAhead(String name) {
        return (position == null || KeyOrder.compare(name, position) > 0) && start.reaches(name);
    }

    private Optional<ListedEntry> entry(Path file, String name, boolean isKey) throws IOException {
        return stamp(file)
                .map(stamp -> isKey ? ListedEntry.of(name, file, stamp) : ListedEntry.unusable(name, file, stamp));
    }

    /**
     * A mount that does not answer, not even what it is, hides what is in it and nothing else: it is listed as a
     * directory, and whoever lists that is told the fault. So is one of another user that is nobody else's business.
     * Where the directory that is being listed may not be searched nothing is known of any entry, and any other fault
     * may concern a file.
     */
    private Optional<FileStamp> stamp(Path file) throws IOException {
        try {
            return FileStamp.of(file);
        } catch (AccessDeniedException e) {
            if (!Files.isExecutable(directory)) {
                throw e;
            }
        } catch (FileSystemException e) {
            if (!FileErrors.isOfDeadMount(e)) {
                throw e;
            }
        }
        return Optional.of(FileStamp.OF_DEAD_MOUNT);
    }
}
