package dev.coldpress.acceptance.pruning;

import dev.coldpress.acceptance.benchmark.Shape;
import dev.coldpress.acceptance.engine.DuckDb;
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
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A partition of {@code events}, in which all files have the same hour, as it is and merged. */
final class PrunedLake {

    /** All files become one output. */
    static final long ONE_OUTPUT = 512L << 20;

    /** 200 files of 10,000 rows become five outputs or so. */
    static final long SEVERAL_OUTPUTS = 24L << 20;

    private static final int USERS = 20_000;
    private static final int RANGES = 20;

    /** As a run has it on a machine with 8 GB: half of the heap, which is a quarter of the machine. */
    private static final long BUDGET_BYTES = 1L << 30;

    private final Path folder;
    private final Path sources;
    private final long targetBytes;

    private PrunedLake(Path folder, Path sources, long targetBytes) {
        this.folder = folder;
        this.sources = sources;
        this.targetBytes = targetBytes;
    }

    /** One in which all files have all users. */
    static PrunedLake ofAllUsers(Path folder, int files, int rowsPerFile, long targetBytes) throws IOException {
        Path sources = folder.resolve("sources");
        Shape.EVENTS.write(sources.resolve(LakeWriter.hour(1)), files, rowsPerFile);
        return new PrunedLake(folder, sources, targetBytes);
    }

    /**
     * The same rows in as many files, each of which has the users of one of twenty ranges, as from a sink that divides
     * them among its writers. The ranges take turns.
     */
    PrunedLake dividedByUsers() throws IOException, SQLException {
        Path divided = folder.resolve("divided");
        Path partition = divided.resolve(LakeWriter.hour(1));
        Files.createDirectories(partition);
        List<Path> all = sources();
        int rounds = Math.max(1, all.size() / RANGES);
        try (DuckDb duckDb = new DuckDb()) {
            for (int i = 0; i < rounds * RANGES; i++) {
                int range = i * 7 % RANGES;
                List<Path> ofRound =
                        all.subList(i / RANGES * all.size() / rounds, (i / RANGES + 1) * all.size() / rounds);
                duckDb.execute("COPY (SELECT 1 AS one, * FROM " + DuckDb.parquet(ofRound) + " WHERE user_id // "
                        + USERS / RANGES + " = " + range + ") TO "
                        + DuckDb.literal(partition
                                .resolve(String.format("part-%05d.parquet", i))
                                .toString())
                        + " (FORMAT parquet)");
            }
        }
        return new PrunedLake(folder, divided, targetBytes);
    }

    PrunedLake withTarget(long otherTargetBytes) {
        return new PrunedLake(folder, sources, otherTargetBytes);
    }

    static SortOrder by(String... columns) {
        return SortOrder.by(Arrays.stream(columns)
                .map(column -> new SortColumn(column, false, false))
                .toList());
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
                .targetFileSizeBytes(targetBytes)
                .sort(sort)
                .memoryBudgetBytes(BUDGET_BYTES)
                .build();
        if (!LocalCompactor.compactAll(copy, settings).isSuccess()) {
            throw new IllegalStateException("The lake was not compacted");
        }
        return LakeFiles.visible(copy);
    }
}
