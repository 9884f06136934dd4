package dev.coldpress.parquet.spec;

import dev.coldpress.parquet.ParquetJavaCodec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The command {@code scripts/differential}. */
public final class DifferentialCommand {

    private DifferentialCommand() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        try {
            long cases = Long.parseLong(arguments.length > 0 ? arguments[0] : "");
            long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextInt(Integer.MAX_VALUE);
            System.exit(run(cases, seed));
        } catch (NumberFormatException e) {
            System.err.println("usage: scripts/differential CASES [SEED]; " + e.getMessage());
            System.exit(2);
        }
    }

    private static int run(long cases, long seed) throws IOException, SQLException {
        System.out.println("seeds " + seed + " to " + (seed + cases - 1));
        Path directory = Files.createTempDirectory("coldpress-differential");
        try (DuckDbOracle duckDb = new DuckDbOracle(directory)) {
            Differential differential = new Differential(new ParquetJavaCodec(2), duckDb);
            int printed = 0;
            for (long i = 0; i < cases; i++) {
                differential.run(seed + i);
                List<String> differences = differential.differences();
                differences.subList(printed, differences.size()).forEach(System.out::println);
                printed = differences.size();
            }
            differential.report().forEach(System.out::println);
            return printed == 0 ? 0 : 1;
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
