package dev.coldpress.acceptance.engine;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of two lists of files in order, by DuckDB: the files of a list in the order of their paths, the
 * rows of a file in theirs. Columns count by name, and those that a file lacks are null there.
 *
 * <p>A row is compared by its values and by its text, because only the text tells {@code -0.0} from {@code 0.0}.
 */
public final class OrderedComparison {

    private static final int MAX_SHOWN_CHARS = 300;

    private final DuckDb duck;

    public OrderedComparison(DuckDb duck) {
        this.duck = duck;
    }

    /**
     * Says the first difference, or nothing if there is none.
     *
     * @throws SQLException if DuckDB cannot read a file
     */
    public Optional<String> difference(List<Path> expected, List<Path> actual) throws SQLException {
        load("expected", expected);
        load("actual", actual);
        Map<String, String> columns = columns("expected");
        if (!columns.equals(columns("actual"))) {
            return Optional.of("columns " + columns("actual") + " instead of " + columns);
        }
        String row = columns.keySet().stream().map(DuckDb::identifier).collect(Collectors.joining(", "));
        long different = duck.number(differing("count(*)", row));
        if (different == 0) {
            return Optional.empty();
        }
        long first = duck.number(differing("min(coldpress_row)", row));
        return Optional.of(different + " rows differ, first row " + first + ": " + text("actual", first, row)
                + " instead of " + text("expected", first, row));
    }

    private void load(String table, List<Path> files) throws SQLException {
        duck.execute("CREATE OR REPLACE TEMP TABLE " + table
                + " AS SELECT row_number() OVER (ORDER BY coldpress_file, file_row_number) AS coldpress_row,"
                + " * EXCLUDE (coldpress_file, file_row_number) FROM read_parquet(" + DuckDb.list(files)
                + ", union_by_name = true, hive_partitioning = false, filename = 'coldpress_file',"
                + " file_row_number = true)");
    }

    /** Names and types, in no particular order. */
    private Map<String, String> columns(String table) throws SQLException {
        Map<String, List<@Nullable Object>> described = duck.read("DESCRIBE " + table);
        List<@Nullable Object> names = described.getOrDefault("column_name", List.of());
        List<@Nullable Object> types = described.getOrDefault("column_type", List.of());
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            columns.put(String.valueOf(names.get(i)), String.valueOf(types.get(i)));
        }
        columns.remove("coldpress_row");
        return columns;
    }

    private static String differing(String what, String row) {
        String rows = "SELECT coldpress_row, CAST(row(" + row + ") AS VARCHAR), " + row + " FROM ";
        return "SELECT " + what + " FROM ((" + rows + "expected EXCEPT ALL " + rows + "actual) UNION ALL (" + rows
                + "actual EXCEPT ALL " + rows + "expected))";
    }

    private String text(String table, long number, String row) throws SQLException {
        List<@Nullable Object> texts = duck.read("SELECT CAST(row(" + row + ") AS VARCHAR) AS text FROM " + table
                        + " WHERE coldpress_row = " + number)
                .getOrDefault("text", List.of());
        String text = texts.isEmpty() ? "no such row" : String.valueOf(texts.get(0));
        return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "...";
    }
}
