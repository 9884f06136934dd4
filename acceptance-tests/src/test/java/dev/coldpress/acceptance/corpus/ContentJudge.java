package dev.coldpress.acceptance.corpus;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.engine.OrderedComparison;
import dev.coldpress.acceptance.engine.ParquetJavaRows;
import dev.coldpress.acceptance.engine.SparkRows;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Asks every engine that can read the sources whether an output holds the same rows in the same order. */
final class ContentJudge {

    private final List<Engine> engines = List.of(
            new Engine("DuckDB", ContentJudge::differenceByDuckDb),
            new Engine("Spark", byDigests(SparkRows::digests)),
            new Engine("parquet-java", byDigests(ParquetJavaRows::digests)));

    /** What an engine does: it compares two lists of files and throws if it cannot read them. */
    private interface Comparison {
        Optional<String> difference(List<Path> expected, List<Path> actual) throws Exception;
    }

    private interface Digests {
        Map<String, String> of(List<Path> files) throws Exception;
    }

    private record Engine(String name, Comparison comparison) {

        boolean reads(List<Path> files) {
            try {
                return comparison.difference(files, files).isEmpty();
            } catch (Exception | LinkageError e) {
                return false;
            }
        }
    }

    /** The engines that read all of the files. */
    List<String> readersOf(List<Path> files) {
        return engines.stream()
                .filter(engine -> engine.reads(files))
                .map(Engine::name)
                .toList();
    }

    /** What the engines here say: of a merge whose sources none of them reads, nothing. */
    TrialOutcome judge(List<Path> sources, List<Path> outputs) {
        List<String> judges = new ArrayList<>();
        for (Engine engine : engines) {
            if (engine.reads(sources)) {
                Optional<String> difference = difference(engine, sources, outputs);
                if (difference.isPresent()) {
                    return new TrialOutcome.Wrong(engine.name() + ": " + difference.get());
                }
                judges.add(engine.name());
            }
        }
        return new TrialOutcome.Merged(judges);
    }

    private static Optional<String> difference(Engine engine, List<Path> sources, List<Path> outputs) {
        try {
            return engine.comparison().difference(sources, outputs);
        } catch (Exception | LinkageError e) {
            return Optional.of("reads the sources and not the output: " + e);
        }
    }

    /**
     * Each time with a DuckDB of its own: one that met a file which it cannot stand answers no other question any more.
     */
    private static Optional<String> differenceByDuckDb(List<Path> expected, List<Path> actual) throws SQLException {
        try (DuckDb duck = new DuckDb()) {
            return new OrderedComparison(duck).difference(expected, actual);
        }
    }

    private static Comparison byDigests(Digests digests) {
        return (expected, actual) -> {
            Map<String, String> before = digests.of(expected);
            Map<String, String> after = digests.of(actual);
            return before.equals(after)
                    ? Optional.empty()
                    : Optional.of("columns differ: "
                            + before.keySet().stream()
                                    .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                                    .toList()
                            + ", columns afterwards: " + after.keySet());
        };
    }
}
