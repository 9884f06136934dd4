package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.lake.DirectorySnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where a lake lies, as the sink that fills it and those who look at it reach it. */
interface LakePlace extends AutoCloseable {

    /** What names the place to the command. */
    List<String> runOptions();

    /** What Java needs to reach it. */
    List<String> jvmOptions();

    /** Of the time between two disturbances: such that most runs come to their work, and many do not end it. */
    Duration longestPause();

    /** Sizes in bytes of what readers take for data, by their paths from the root. */
    Map<String, Long> visible() throws IOException;

    /** Lets a file appear whole, at a path from the root; the file itself may be gone then. */
    void add(String path, Path file) throws IOException;

    /** A directory with what readers take for data now. It is good until the next call. */
    Path readable() throws IOException;

    /** Equal to another one only if nobody wrote in between. */
    DirectorySnapshot snapshot() throws IOException;

    /** How much is staged or scratch: what dead runs may leave behind, for the janitor. */
    int leftovers() throws IOException;

    /** Makes the leftovers old in the eyes of the janitor. */
    void age() throws IOException;

    /** Empties the place. */
    void clear() throws IOException;

    @Override
    void close();
}
