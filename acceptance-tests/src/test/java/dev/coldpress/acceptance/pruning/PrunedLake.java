package dev.coldpress.acceptance.pruning;

import dev.coldpress.acceptance.benchmark.Shape;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.product.LocalCompactor;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.settings.CompactionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A partition of {@code events}, in which all files have all users and the same hour, as it is and merged. */
final class PrunedLake {

    private static final long TARGET_BYTES = 512L << 20;

    /** As a run has it on a machine with 8 GB: half of the heap, which is a quarter of the machine. */
    private static final long BUDGET_BYTES = 1L << 30;

    private final Path folder;
    private final Path sources;

    PrunedLake(Path folder, int files, int rowsPerFile) throws IOException {
        this.folder = folder;
        this.sources = folder.resolve("sources");
        Shape.EVENTS.write(sources.resolve(LakeWriter.hour(1)), files, rowsPerFile);
    }

    /** What is measured, by name. */
    static Map<String, SortOrder> merges() {
        Map<String, SortOrder> merges = new LinkedHashMap<>();
        merges.put("merged, not sorted", SortOrder.NONE);
        for (String column : List.of("user_id", "ts")) {
            merges.put("sorted by `" + column + "`", SortOrder.by(List.of(new SortColumn(column, false, false))));
        }
        return merges;
    }

    List<Path> sources() throws IOException {
        return LakeFiles.visible(sources);
    }

    /** The files of a copy once it is merged. */
    List<Path> merged(SortOrder sort) throws IOException {
        Path copy = folder.resolve("copy");
        TemporaryFolder.delete(copy);
        for (Path source : sources()) {
            Path target = copy.resolve(sources.relativize(source));
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.createLink(target, source);
        }
        CompactionSettings settings = CompactionSettings.builder()
                .quietPeriod(Duration.ZERO)
                .targetFileSizeBytes(TARGET_BYTES)
                .sort(sort)
                .memoryBudgetBytes(BUDGET_BYTES)
                .build();
        if (!LocalCompactor.compactAll(copy, settings).isSuccess()) {
            throw new IllegalStateException("The lake was not compacted");
        }
        return LakeFiles.visible(copy);
    }
}
