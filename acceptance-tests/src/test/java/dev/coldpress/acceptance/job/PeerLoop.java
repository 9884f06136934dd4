package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.LakeFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The peers that need no Python: {@code PeerLoop duckdb-unordered|cat LAKE OUT}, as {@code scripts/benchmark-peers.py}.
 */
final class PeerLoop {

    private PeerLoop() {}

    public static void main(String[] args) throws Exception {
        Path lake = Path.of(args[1]);
        Map<Path, List<Path>> partitions = new TreeMap<>();
        for (Path file : LakeFiles.visible(lake)) {
            partitions.computeIfAbsent(file.getParent(), p -> new ArrayList<>()).add(file);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET preserve_insertion_order = false");
            for (Map.Entry<Path, List<Path>> partition : partitions.entrySet()) {
                Path directory = Path.of(args[2]).resolve(lake.relativize(partition.getKey()));
                Path output = Files.createDirectories(directory).resolve("merged.parquet");
                if (args[0].equals("cat")) {
                    copy(partition.getValue(), output);
                } else {
                    statement.execute("COPY (FROM " + DuckDb.parquet(partition.getValue()) + ") TO "
                            + DuckDb.literal(output.toString())
                            + " (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 1000000)");
                }
            }
        }
    }

    private static void copy(List<Path> files, Path output) throws IOException {
        try (OutputStream out = Files.newOutputStream(output)) {
            for (Path file : files) {
                Files.copy(file, out);
            }
        }
    }
}
