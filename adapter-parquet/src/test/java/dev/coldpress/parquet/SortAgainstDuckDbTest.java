package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random files, merged into a random order, have the rows of DuckDB's {@code ORDER BY}, each of them whole.
 * {@code -Dcoldpress.tries=n} runs n cases and {@code -Dcoldpress.seed=s} this one alone.
 */
class SortAgainstDuckDbTest {

    /** Of a number {@code h} from 0 to 4,000,000,000. */
    private static final List<String> KEYS = List.of(
            "h % 2 = 0",
            "(h::BIGINT % 200 - 100)::TINYINT",
            "(h::BIGINT % 60000 - 30000)::SMALLINT",
            "h::UINTEGER",
            "(h::BIGINT - 2000000000) * 4000000007",
            "h::UBIGINT * 7919",
            "CASE h % 6 WHEN 0 THEN 'NaN' WHEN 1 THEN '-0.0' WHEN 2 THEN '0.0' WHEN 3 THEN '-inf' ELSE h::VARCHAR END::FLOAT",
            "CASE h % 6 WHEN 0 THEN 'NaN' WHEN 1 THEN '-0.0' WHEN 2 THEN 'inf' WHEN 3 THEN '-1e300' ELSE h::VARCHAR END::DOUBLE",
            "((h::BIGINT - 2000000000) / 1000)::DECIMAL(9, 2)",
            "((h::BIGINT - 2000000000)::DECIMAL(38, 6) * 1234567891)::DECIMAL(38, 6)",
            "'the same sixteen bytes and more ' || (h % 50)",
            "repeat('a', (h % 20)::INT) || (h % 3)",
            "encode('b' || (h % 300))",
            "md5(h::VARCHAR)::UUID",
            "DATE '1969-01-01' + (h % 1000)::INT",
            "make_timestamp((h::BIGINT - 2000000000) * 1000000)",
            "TIME '00:00:00' + to_seconds((h % 80000)::INT)");

    private static final int USUAL_TRIES = 25;
    private static final long NUMBERS = 4_000_000_000L;

    @TempDir
    private Path directory;

    @Test
    void rowsAreThoseOfDuckDb() throws Exception {
        Long only = Long.getLong("coldpress.seed");
        int tries = only == null ? Integer.getInteger("coldpress.tries", USUAL_TRIES) : 1;
        long first = only == null ? new Random().nextLong(1L << 40) : only;
        int moved = 0;
        for (int i = 0; i < tries; i++) {
            moved += new Case(directory.resolve("case"), first + i).check() ? 1 : 0;
        }
        System.out.printf(
                "%,d random merges from seed %d on have the rows of DuckDB's ORDER BY; in %,d of them rows moved%n",
                tries, first, moved);
    }

    private static final class Case {

        private final Path directory;
        private final long seed;
        private final Random random;
        private final List<String> keys = new ArrayList<>();
        private final List<SortColumn> order = new ArrayList<>();

        Case(Path directory, long seed) {
            this.directory = directory;
            this.seed = seed;
            this.random = new Random(seed);
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                String key = KEYS.get(random.nextInt(KEYS.size()));
                int nulls = random.nextInt(3);
                keys.add(
                        nulls == 0
                                ? key
                                : "CASE WHEN hash(h, " + i + ") % 7 >= " + 3 * (nulls - 1) + " THEN " + key + " END");
                order.add(new SortColumn("k" + i, random.nextBoolean(), random.nextBoolean()));
            }
        }

        /** Whether the order of the sources was not the wanted one already. */
        boolean check() throws Exception {
            Files.createDirectories(directory);
            try (TestLake lake = new TestLake(directory)) {
                List<SourceFile> sources = sources(lake);
                byte[] inSequence = lake.bytes(new PlannedMerge(lake, SortOrder.NONE).merge(sources));
                byte[] sorted = lake.bytes(new PlannedMerge(lake, SortOrder.by(order)).merge(sources));
                List<String> rows = lake.rows(sorted);
                assertThat(rows)
                        .as("seed %d, sorted by %s as %s", seed, order, keys)
                        .isEqualTo(lake.column(
                                "SELECT t::VARCHAR FROM (SELECT file_row_number AS place, t, t.* FROM %s t) ORDER BY "
                                        + orderBy() + ", place",
                                inSequence));
                return !rows.equals(lake.rows(inSequence));
            }
        }

        private String orderBy() {
            return order.stream()
                    .map(column -> column.column()
                            + (column.descending() ? " DESC" : " ASC")
                            + (column.nullsFirst() ? " NULLS FIRST" : " NULLS LAST"))
                    .collect(Collectors.joining(", "));
        }

        private List<SourceFile> sources(TestLake lake) throws SQLException, IOException {
            int count = random.nextInt(20) == 0 ? 60 : 1 + random.nextInt(6);
            long width = NUMBERS / (1L << random.nextInt(30));
            long step = random.nextInt(3) * width / 2;
            boolean areBackwards = random.nextBoolean();
            List<SourceFile> sources = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long least = Math.min(NUMBERS - width, step * (areBackwards ? count - 1 - i : i));
                sources.add(source(lake, i, count > 6 ? 20 : 700, least, Math.max(1, width)));
            }
            return sources;
        }

        private SourceFile source(TestLake lake, int number, int mostRows, long least, long width)
                throws SQLException, IOException {
            List<String> columns = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                columns.add(keys.get(i) + " AS k" + i);
            }
            columns.add("n");
            columns.add("CASE WHEN n % 3 > 0 THEN 'row ' || n % 40 END AS t");
            columns.add("[n, NULL, h] AS l");
            columns.add("{'a': CASE WHEN n % 5 > 0 THEN [n] END, 'b': n % 2 = 0} AS s");
            String numbers = "SELECT " + least + " + (hash(range, " + random.nextInt() + ") % " + width
                    + ")::BIGINT AS h, 100000 * " + number + " + range AS n FROM range(" + random.nextInt(mostRows + 1)
                    + ")";
            String query = "SELECT " + String.join(", ", columns) + " FROM (" + numbers + ")";
            boolean isSorted = random.nextBoolean();
            SourceFile file = lake.write(
                    isSorted ? query + " ORDER BY " + orderBy() + ", n" : query,
                    "COMPRESSION " + (random.nextBoolean() ? "snappy" : "zstd"));
            // Of what is written by DuckDB nothing says that it is sorted.
            return isSorted && random.nextBoolean()
                    ? lake.put(lake.bytes(new PlannedMerge(lake, SortOrder.by(order)).merge(List.of(file))))
                    : file;
        }
    }
}
