package dev.coldpress.acceptance.benchmark;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The program behind {@code scripts/benchmark}: merges a lake of each shape with Coldpress and its peers, one after the
 * other and again, so that a busy machine is busy for all of them, checks what they wrote, and prints medians.
 */
public final class Benchmark {

    private static final String COLDPRESS = "coldpress";

    /** How often a contender within this process merges before it is measured. */
    private static final int WARM_UPS = 6;

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> options = options(args);
        int runs = Integer.parseInt(options.getOrDefault("runs", "5"));
        String by = options.containsKey("sort") ? MergeProgram.SORTED + options.get("sort") : "";
        String usual = by.isEmpty() ? "duckdb,polars,pyarrow" : "coldpress" + by + ",duckdb" + by;
        List<Contender> contenders = contenders(options.getOrDefault("peers", usual));
        try (TemporaryFolder folder = TemporaryFolder.create("coldpress-benchmark")) {
            if (options.containsKey("dir")) {
                compare("given", Path.of(options.get("dir")), folder.path(), contenders, runs);
                return;
            }
            for (Shape shape : Shape.values()) {
                String name = shape.name().toLowerCase(Locale.ROOT);
                if (options.getOrDefault("shape", name).equals(name)) {
                    Path lake = folder.path().resolve(name);
                    shape.write(lake, Integer.parseInt(options.getOrDefault("files", "150")));
                    compare(name, lake, folder.path(), contenders, runs);
                }
            }
        }
    }

    private static Map<String, String> options(String[] args) {
        List<String> known = List.of("shape", "runs", "peers", "dir", "files", "sort");
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].replaceFirst("^--", "");
            if (!known.contains(name) || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        "usage: benchmark [--shape events|sink|wide|large] [--runs N] [--peers A,B] [--dir D] [--files N]"
                                + " [--sort COLUMN]");
            }
            options.put(name, args[i + 1]);
        }
        return options;
    }

    private static List<Contender> contenders(String peers) {
        List<Contender> contenders = new ArrayList<>();
        for (String program : (COLDPRESS + "," + peers).split(",", -1)) {
            contenders.add(new Contender(program, false));
            if (Contender.canBeWarm(program)) {
                contenders.add(new Contender(program, true));
            }
        }
        return contenders;
    }

    private static void compare(String shape, Path lake, Path folder, List<Contender> contenders, int runs)
            throws Exception {
        Map<Contender, List<Double>> seconds = new LinkedHashMap<>();
        Map<Contender, Long> sizes = new LinkedHashMap<>();
        Path home = Path.of(System.getProperty("coldpress.home"));
        PackagedJava java = PackagedJava.in(folder, home);
        // The first round warms up, and is where the outputs are looked at.
        for (int run = 0; run <= runs; run++) {
            for (Contender contender : contenders) {
                Path output = folder.resolve("output.parquet");
                double taken = contender.measure(lake, output, home, java);
                if (run == 0) {
                    for (int i = 1; contender.warm() && i < WARM_UPS; i++) {
                        contender.measure(lake, output, home, java);
                    }
                    check(contender, lake, output);
                    sizes.put(contender, Files.size(output));
                } else {
                    seconds.computeIfAbsent(contender, c -> new ArrayList<>()).add(taken);
                }
            }
        }
        print(shape, lake, seconds, sizes);
    }

    private static void check(Contender contender, Path lake, Path output) throws Exception {
        if (contender.program().equals("cat")) {
            return;
        }
        boolean isSorted = contender.program().contains(MergeProgram.SORTED);
        String expected = content(MergeProgram.files(lake), !isSorted);
        String actual = content(List.of(output), !isSorted);
        if (!expected.equals(actual)) {
            throw new IllegalStateException(
                    contender.title() + " wrote other rows: " + actual + " instead of " + expected);
        }
    }

    /** The number of rows, and a checksum over the values of each and, if asked for, its position. */
    private static String content(List<Path> files, boolean withPositions) throws Exception {
        String position = withPositions ? "row_number() OVER ()" : "0";
        try (DuckDb duck = new DuckDb()) {
            return duck.read("SELECT count(*) AS row_count, sum(hash(t)::HUGEINT) AS checksum FROM (SELECT " + position
                            + " AS position, * FROM " + DuckDb.parquet(files) + ") t")
                    .toString();
        }
    }

    private static void print(String shape, Path lake, Map<Contender, List<Double>> seconds, Map<Contender, Long> sizes)
            throws Exception {
        long bytes = 0;
        for (Path file : MergeProgram.files(lake)) {
            bytes += Files.size(file);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f MB in %d files%n",
                shape,
                bytes / 1e6,
                MergeProgram.files(lake).size());
        StringBuilder ratios = new StringBuilder();
        for (Map.Entry<Contender, List<Double>> entry : seconds.entrySet()) {
            Contender contender = entry.getKey();
            double median = median(entry.getValue());
            System.out.printf(
                    Locale.ROOT,
                    "  %-22s %7.2f s %7.1f MB/s   output %7.1f MB%n",
                    contender.title(),
                    median,
                    bytes / 1e6 / median,
                    sizes.getOrDefault(contender, 0L) / 1e6);
            if (!contender.program().startsWith(COLDPRESS)) {
                double cold = median / median(seconds.getOrDefault(new Contender(COLDPRESS, false), List.of()));
                double warm = median / median(seconds.getOrDefault(new Contender(COLDPRESS, true), List.of()));
                ratios.append(String.format(Locale.ROOT, " %s: %.2f cold, %.2f warm;", contender.title(), cold, warm));
            }
        }
        System.out.println(shape + ": as many times faster is Coldpress than" + ratios);
    }

    /** The value in the middle, or the mean of the two that are. */
    public static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
