package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.product.ProjectHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a user could run over the partitions of a lake instead, each in one process that merges one after the other. */
final class Peers {

    /** Names of peers of {@code scripts/benchmark-peers.py}; the last copies bytes and stands for the limit. */
    private static final List<String> OF_PYTHON = List.of("polars", "duckdb-unordered", "cat");

    private Peers() {}

    /** Those that this machine has, by their names. */
    static List<String> available() throws IOException, InterruptedException {
        return hasPython("polars, duckdb") ? OF_PYTHON : List.of("duckdb-unordered", "cat");
    }

    /** Whether there is Python with some packages. */
    static boolean hasPython(String packages) throws InterruptedException {
        try {
            Process imports = new ProcessBuilder("python3", "-c", "import " + packages)
                    .redirectErrorStream(true)
                    .start();
            imports.getInputStream().readAllBytes();
            return imports.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The command that merges each partition of a lake into a file of the same partition below another root. */
    static List<String> command(String peer, Path lake, Path out) throws IOException, InterruptedException {
        List<String> program = hasPython("polars, duckdb")
                ? List.of(
                        "python3",
                        ProjectHome.path("scripts/benchmark-peers.py").toString())
                : List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PeerLoop.class.getName());
        return Stream.concat(program.stream(), Stream.of(peer, lake.toString(), out.toString()))
                .toList();
    }
}
