package dev.coldpress.acceptance.benchmark;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One merge of all files of a directory into one file, by Coldpress or by DuckDB: as a process of its own, or within
 * one that goes on.
 */
final class MergeProgram {

    /** The default of the settings. */
    private static final long MEMORY_BUDGET_BYTES = 256L << 20;

    /** Stands before the column by which a program sorts. */
    static final String SORTED = "-by-";

    private MergeProgram() {}

    public static void main(String[] args) throws Exception {
        merge(args[0], Path.of(args[1]), Path.of(args[2]));
    }

    /**
     * @param program {@code coldpress}, {@code coldpress-verify} (which reads again what it wrote) or {@code duckdb};
     *     the first and the last with {@code -by-} and a column sort by it
     */
    static void merge(String program, Path directory, Path output) throws IOException, SQLException {
        int sorts = program.indexOf(SORTED);
        String column = sorts < 0 ? "" : program.substring(sorts + SORTED.length());
        switch (sorts < 0 ? program : program.substring(0, sorts)) {
            case "coldpress" -> coldpress(directory, output, false, column);
            case "coldpress-verify" -> coldpress(directory, output, true, column);
            case "duckdb" -> duckDb(directory, output, column);
            default -> throw new IllegalArgumentException("No such program: " + program);
        }
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    private static void coldpress(Path directory, Path output, boolean verify, String column) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        for (Path file : files(directory)) {
            sources.add(LocalSource.of(file));
        }
        ParquetJavaCodec codec = new ParquetJavaCodec();
        MergeSpec spec = new MergeSpec(
                        codec.readFooter(sources.get(0)).schema(),
                        Map.of(),
                        "coldpress version 0.1.0 (build benchmark)",
                        Optional.empty(),
                        MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                        MergeSpec.DEFAULT_PAGE_BYTES,
                        MergeSpec.DEFAULT_PAGE_ROWS,
                        MEMORY_BUDGET_BYTES,
                        verify,
                        MergeSpec.DEFAULT_MAX_GROWTH)
                .withSort(column.isEmpty() ? List.of() : List.of(new SortColumn(column, false, false)));
        try (LocalOutput upload = new LocalOutput(output, directory)) {
            codec.merge(spec, sources, upload, Progress.NONE);
        }
    }

    private static void duckDb(Path directory, Path output, String column) throws SQLException {
        String order = column.isEmpty() ? "" : " ORDER BY \"" + column + "\"";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (FROM read_parquet(" + DuckDb.literal(directory + "/*.parquet") + ")" + order + ") TO "
                            + DuckDb.literal(output.toString())
                            + " (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 1000000)");
        }
    }
}
