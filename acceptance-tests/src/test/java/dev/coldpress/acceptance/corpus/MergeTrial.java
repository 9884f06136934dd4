package dev.coldpress.acceptance.corpus;

import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.product.LocalCompactor;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.settings.CompactionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Puts two files into a cold partition of a fresh lake, compacts the lake, and looks at what is there afterwards. */
final class MergeTrial {

    /** Rows are compared in the order of the sources, so none of them may be sorted into those of another. */
    private static final CompactionSettings SETTINGS =
            CompactionSettings.builder().sort(SortOrder.NONE).build();

    private final ContentJudge judge;
    private final OutputTruth truth;

    MergeTrial(ContentJudge judge, OutputTruth truth) {
        this.judge = judge;
        this.truth = truth;
    }

    /**
     * @param folder an empty directory for the lake and what is compared with it
     * @param first comes first in key order, whatever its name is here
     */
    TrialOutcome merge(Path folder, Path first, Path second) throws IOException {
        Path originals = Files.createDirectories(folder.resolve("originals"));
        List<Path> sources = List.of(
                Files.copy(first, originals.resolve("a.parquet")), Files.copy(second, originals.resolve("b.parquet")));
        LakeWriter lake = new LakeWriter(folder.resolve("lake"));
        for (Path source : sources) {
            lake.copy(LakeWriter.hour(0), source.getFileName().toString(), source);
        }
        CompactionReport report;
        try {
            report = LocalCompactor.compactAll(lake.root(), SETTINGS);
        } catch (RuntimeException | Error e) {
            return new TrialOutcome.Wrong("the compactor threw " + e);
        }
        return outcome(report, sources, LakeFiles.visible(lake.root()));
    }

    private TrialOutcome outcome(CompactionReport report, List<Path> sources, List<Path> left) throws IOException {
        String failures = report.partitions().stream()
                .flatMap(partition -> partition.failure().stream())
                .map(PartitionReport.Failure::message)
                .collect(Collectors.joining("; "));
        if (!failures.isEmpty()) {
            return new TrialOutcome.Wrong("the partition failed: " + failures);
        } else if (left.size() == 1 && !sameBytes(left.get(0), sources.get(0))) {
            TrialOutcome rows = judge.judge(sources, left);
            return rows instanceof TrialOutcome.Merged merged
                    ? truth.judge(merged, sources, left.get(0), report)
                    : rows;
        } else if (left.size() == 2
                && sameBytes(left.get(0), sources.get(0))
                && sameBytes(left.get(1), sources.get(1))) {
            String reason = reason(report);
            return reason.isEmpty()
                    ? new TrialOutcome.Wrong("it was left alone without a reason")
                    : new TrialOutcome.Refused(reason);
        }
        return new TrialOutcome.Wrong("files afterwards: " + left);
    }

    private static boolean sameBytes(Path file, Path other) throws IOException {
        return Files.mismatch(file, other) < 0;
    }

    /** What the report says first, of a file or else of the partition. */
    private static String reason(CompactionReport report) {
        return report.partitions().stream()
                .flatMap(partition -> partition.filesLeftAlone().stream())
                .map(file -> file.reason() + ": " + file.detail())
                .findFirst()
                .orElseGet(() -> report.partitionsLeftAlone().keySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", ")));
    }
}
