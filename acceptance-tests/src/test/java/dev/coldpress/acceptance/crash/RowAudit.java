package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.LakeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Compares the rows that readers see in a lake with those that it was given, each in its partition. */
final class RowAudit {

    private static final int MAX_IDS_NAMED = 10;

    private final DuckDb duck;

    RowAudit(DuckDb duck) {
        this.duck = duck;
    }

    /**
     * What DuckDB counts.
     *
     * @param lost rows that no reader sees
     * @param doubled rows that readers see more than once
     * @param foreign rows that readers see and nobody wrote, such as altered ones
     * @param ids some of the ids of all these, for people
     */
    record Finding(long lost, long doubled, long foreign, List<?> ids) {

        boolean isExact() {
            return lost == 0 && doubled == 0 && foreign == 0;
        }
    }

    /** @throws SQLException also if a visible file is not whole */
    Finding look(CrashLake lake) throws IOException, SQLException {
        Path root = lake.place().readable();
        List<Path> files = LakeFiles.visible(root);
        String partition = "regexp_replace(substr(filename, " + (root.toString().length() + 2) + "), '[^/]+$', '')";
        duck.execute("CREATE OR REPLACE TEMP TABLE seen AS SELECT " + partition + " AS partition,"
                + " * EXCLUDE (filename) FROM read_parquet(" + DuckDb.list(files)
                + ", hive_partitioning = false, filename = true)");
        String lost = "(FROM " + CrashLake.TRUTH + " EXCEPT FROM seen)";
        String foreign = "(FROM seen EXCEPT FROM " + CrashLake.TRUTH + ")";
        String doubled = "(SELECT id FROM seen GROUP BY id HAVING count(*) > 1)";
        List<?> ids = duck.read("SELECT DISTINCT id FROM (SELECT id FROM " + lost + " UNION ALL SELECT id FROM "
                        + foreign + " UNION ALL FROM " + doubled + ") ORDER BY id LIMIT " + MAX_IDS_NAMED)
                .getOrDefault("id", List.of());
        return new Finding(count(lost), count(doubled), count(foreign), ids);
    }

    private long count(String rows) throws SQLException {
        return duck.number("SELECT count(*) FROM " + rows);
    }
}
