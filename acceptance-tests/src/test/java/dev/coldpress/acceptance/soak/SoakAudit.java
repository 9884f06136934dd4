package dev.coldpress.acceptance.soak;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.LakeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the rows of a lake with those that its sink wrote, each in its partition, by DuckDB. */
final class SoakAudit {

    /** The path of a day: application, year, month, day. */
    private static final int DAY_SEGMENTS = 4;

    private final Path root;
    private final Path truth;
    private final List<Path> brokenFiles;

    /** @param brokenFiles relative to the root */
    SoakAudit(Path root, Path truth, List<Path> brokenFiles) {
        this.root = root;
        this.truth = truth;
        this.brokenFiles = brokenFiles;
    }

    /**
     * What was found.
     *
     * @param rows that the sink wrote
     * @param missing rows that no reader sees, as often as they are missing
     * @param surplus rows that readers see and nobody wrote, or more often than they were written
     * @param brokenFilesTouched files that nobody can read and that are not as the sink left them
     */
    record Finding(long rows, long missing, long surplus, long brokenFilesTouched) {

        boolean isEqual() {
            return missing == 0 && surplus == 0 && brokenFilesTouched == 0;
        }
    }

    Finding look() throws IOException, SQLException {
        Map<String, List<Path>> written = byDay(truth, LakeFiles.visible(truth));
        List<Path> whole = new ArrayList<>(LakeFiles.visible(root));
        whole.removeAll(brokenFiles.stream().map(root::resolve).toList());
        Map<String, List<Path>> seen = byDay(root, whole);
        TreeSet<String> days = new TreeSet<>(written.keySet());
        days.addAll(seen.keySet());
        long rows = 0;
        long missing = 0;
        long surplus = 0;
        try (DuckDb duck = new DuckDb()) {
            for (String day : days) {
                if (!written.containsKey(day) || !seen.containsKey(day)) {
                    throw new IllegalStateException("There are files of " + day + " on one side alone");
                }
                load(duck, "written", truth, written.get(day));
                load(duck, "seen", root, seen.get(day));
                rows += duck.number("SELECT count(*) FROM written");
                missing += duck.number("SELECT count(*) FROM (FROM written EXCEPT ALL FROM seen)");
                surplus += duck.number("SELECT count(*) FROM (FROM seen EXCEPT ALL FROM written)");
            }
        }
        return new Finding(rows, missing, surplus, brokenFilesTouched());
    }

    private static Map<String, List<Path>> byDay(Path folder, List<Path> files) {
        return files.stream()
                .collect(Collectors.groupingBy(
                        file -> folder.relativize(file).subpath(0, DAY_SEGMENTS).toString(),
                        TreeMap::new,
                        Collectors.toList()));
    }

    /** A column that only some files have, or that they have in two types, is the same in both tables. */
    private static void load(DuckDb duck, String table, Path folder, List<Path> files) throws SQLException {
        String partition =
                "regexp_replace(substr(filename, " + (folder.toString().length() + 2) + "), '[^/]+$', '')";
        duck.execute("CREATE OR REPLACE TEMP TABLE unordered AS SELECT " + partition + " AS partition,"
                + " * EXCLUDE (filename) FROM read_parquet(" + DuckDb.list(files)
                + ", union_by_name = true, hive_partitioning = false, filename = true)");
        List<?> columns = duck.read("SELECT column_name FROM (DESCRIBE unordered) ORDER BY column_name")
                .getOrDefault("column_name", List.of());
        String selected = columns.stream()
                .map(column -> '"' + String.valueOf(column) + '"')
                .collect(Collectors.joining(", "));
        duck.execute("CREATE OR REPLACE TEMP TABLE " + table + " AS SELECT " + selected + " FROM unordered");
    }

    /** They were linked into the lake: so a file that was written again, or moved, is another one. */
    private long brokenFilesTouched() throws IOException {
        Path models = truth.resolveSibling("broken");
        long touched = 0;
        for (Path file : brokenFiles) {
            Path inLake = root.resolve(file);
            boolean isThere = Files.exists(inLake) && Files.isSameFile(inLake, models.resolve(file));
            touched += isThere ? 0 : 1;
        }
        return touched;
    }
}
