package dev.coldpress.acceptance.place;

import dev.coldpress.acceptance.lake.DirectorySnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Where a lake lies, as the sink that fills it and those who look at it reach it. Paths are relative to its root. */
public interface LakePlace extends AutoCloseable {

    /** What names the place to the command. */
    default List<String> runOptions() {
        return runOptions("");
    }

    /**
     * What names a directory of the place to the command.
     *
     * @param directory a path with a slash at its end, or empty for the place itself
     */
    List<String> runOptions(String directory);

    /** What Java needs to reach it. */
    List<String> jvmOptions();

    /** Of the time between two disturbances: such that most runs come to their work, and many do not end it. */
    Duration longestPause();

    /** Sizes in bytes of what readers take for data, by their paths from the root. */
    Map<String, Long> visible() throws IOException;

    /**
     * Lets a file appear whole, at a path from the root; what was there is replaced, and the file itself may be gone
     * then.
     */
    void add(String path, Path file) throws IOException;

    /** Whether there is an object, a compactor's own too. */
    boolean has(String path) throws IOException;

    /** Deletes an object as a user does. */
    void delete(String path) throws IOException;

    /** A directory with what readers take for data now, if not more. It is good until the next call. */
    Path readable() throws IOException;

    /** A directory with all objects, a compactor's own too. It is good until the next call. */
    Path whole() throws IOException;

    /** Equal to another one only if nobody wrote in between. */
    DirectorySnapshot snapshot() throws IOException;

    /** An empty place beside this one, to be closed before this one is. */
    LakePlace another() throws IOException;

    /**
     * Copies objects as the usual tools do, hidden ones too: times of files are kept, versions cannot be.
     *
     * @param to a place of the same kind
     * @param which of them, by their paths
     */
    void copyTo(LakePlace to, Predicate<String> which) throws IOException;

    /** How much is staged or scratch: what dead runs may leave behind, for the orphan clean-up. */
    int leftovers() throws IOException;

    /** Makes the leftovers old in the eyes of the orphan clean-up. */
    void age() throws IOException;

    /** Empties the place. */
    void clear() throws IOException;

    @Override
    void close();
}
