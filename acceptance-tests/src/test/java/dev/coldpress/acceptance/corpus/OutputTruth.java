package dev.coldpress.acceptance.corpus;

import dev.coldpress.acceptance.engine.ParquetJavaRows;
import dev.coldpress.report.CompactionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;

/**
 * What a merged file must be beside having the rows of its sources: their schema, a footer that tells the truth, no
 * growth.
 */
final class OutputTruth {

    /** Beside its pages an output has a page index and statistics, which not all writers have. */
    private static final int FOOTER_BYTES = 4096;

    private static final int MOST_GROWTH_PERCENT = 5;

    private final Optional<PythonReaders> python;

    OutputTruth(Optional<PythonReaders> python) {
        this.python = python;
    }

    /** The outcome of a merge that is right so far, by the engines that read its sources, if there are any. */
    TrialOutcome judge(TrialOutcome.Merged merged, List<Path> sources, Path output, CompactionReport report)
            throws IOException {
        List<String> problems = new ArrayList<>();
        List<String> judges = new ArrayList<>(merged.judges());
        if (judges.contains("parquet-java")) {
            List<MessageType> schemas = new ArrayList<>();
            for (Path source : sources) {
                schemas.add(ParquetJavaRows.schema(source));
            }
            problems.addAll(SchemaTruth.problems(schemas, ParquetJavaRows.schema(output)));
            problems.addAll(FooterTruth.problems(output));
        }
        size(sources, output, report).ifPresent(problems::add);
        Map<String, String> byPython =
                python.map(readers -> readers.differences(sources, output)).orElse(Map.of());
        byPython.forEach((reader, difference) -> {
            judges.add(reader);
            if (!difference.isEmpty()) {
                problems.add(reader + ": " + difference);
            }
        });
        if (judges.isEmpty()) {
            problems.add("it was merged, but nothing here can read the source, so nothing proves it");
        }
        return problems.isEmpty()
                ? new TrialOutcome.Merged(judges)
                : new TrialOutcome.Wrong(String.join("; ", problems));
    }

    /** An output that is larger has to say why. */
    private static Optional<String> size(List<Path> sources, Path output, CompactionReport report) throws IOException {
        long before = 0;
        for (Path source : sources) {
            before += Files.size(source);
        }
        long after = Files.size(output);
        boolean isExplained = report.partitions().stream()
                .flatMap(partition -> partition.compacted().stream())
                .flatMap(group -> group.columnTiers().stream())
                .anyMatch(tier -> tier.reason().contains("larger than in the sources"));
        boolean hasGrown = after > before + before * MOST_GROWTH_PERCENT / 100 + FOOTER_BYTES;
        return hasGrown && !isExplained
                ? Optional.of("it grew from " + before + " to " + after + " bytes, and the report does not say why")
                : Optional.empty();
    }
}
