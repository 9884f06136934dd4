package dev.coldpress.run;

import dev.coldpress.merge.MergeSpecFactory;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.OutputNames;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.scan.MemoryBudget;
import dev.coldpress.scan.PartitionScan;
import dev.coldpress.scan.Ports;
import dev.coldpress.scan.SourceSpool;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.settings.VerifyLevel;
import java.util.ArrayList;
import java.util.List;

/** Begins rounds: chooses the groups that are merged under one plan, and stages their uploads. For one thread. */
final class RoundStaging {

    /** So few that publishes and deletes follow each other within seconds. */
    private static final int MAX_GROUPS_PER_ROUND = 8;

    /** What a record may hold. */
    private static final int MAX_SOURCES_PER_ROUND = 10_000;

    /** What a row takes, about, while it is brought into an order, beside its values. */
    private static final int SORTED_ROW_BYTES = 64;

    private final RunContext context;
    private final Ports ports;
    private final RunBudget budget;
    private final KeyPrefix partition;
    private final SourceSpool spool;

    RoundStaging(RunContext context, RunBudget budget, KeyPrefix partition, SourceSpool spool) {
        this.context = context;
        this.ports = context.ports();
        this.budget = budget;
        this.partition = partition;
        this.spool = spool;
    }

    /** The first groups, as far as a record, the budget and a stop allow. They are taken from the budget. */
    List<FileGroup> groupsOfRound(List<FileGroup> groups) {
        List<FileGroup> chosen = new ArrayList<>();
        int sources = 0;
        for (FileGroup group : groups) {
            sources += group.replaced().size();
            boolean full =
                    chosen.size() == MAX_GROUPS_PER_ROUND || (!chosen.isEmpty() && sources > MAX_SOURCES_PER_ROUND);
            if (full || context.isStopped() || !budget.take(partition, group.sizeBytes())) {
                break;
            }
            chosen.add(group);
        }
        return chosen;
    }

    /** Waits for the memory that the largest of the merges may need: they follow each other. */
    MemoryBudget.Share takeMemory(PartitionScan scan) {
        List<FileGroup> groups = scan.isRepairedInPlace() ? List.of() : scan.groups();
        long most = groups.stream()
                .map(group -> scan.summariesOf(group.files()))
                .mapToLong(this::memoryBytes)
                .max()
                .orElse(0);
        return context.shared().merges().take(most);
    }

    private long memoryBytes(List<SourceSummary> sources) {
        long all = context.settings().memoryBudgetBytes();
        long compressed = 0;
        long uncompressed = 0;
        long largestColumn = 0;
        long rows = 0;
        for (SourceSummary source : sources) {
            compressed += source.ref().sizeBytes();
            uncompressed += source.uncompressedBytes();
            largestColumn += source.largestColumnBytes();
            rows += source.rowCount();
            // Footers can say anything.
            if (uncompressed < 0 || uncompressed > all || largestColumn < 0 || largestColumn > all) {
                return all;
            }
        }
        boolean maySort = MergeSpecFactory.maySort(context.settings().sort(), sources);
        // Then what the sources take tells little of their columns in the output.
        boolean isOther = maySort || context.settings().compression().isPresent();
        long most = ports.codec().mostMemoryBytes(compressed, uncompressed, isOther ? compressed : largestColumn);
        if (!maySort) {
            return most;
        }
        return rows > all / SORTED_ROW_BYTES ? all : most + uncompressed + SORTED_ROW_BYTES * rows;
    }

    /**
     * Step 3, first half: every upload exists at the store before its token is recorded.
     *
     * @param scan the look at the partition that found the groups
     */
    MergeRound stage(PartitionScan scan, List<FileGroup> groups) {
        MergeRound merges = new MergeRound(
                ports.codec(), planner(), context.stages(), ports.ids().next(), scan, spool::knownContentHash);
        boolean isStaged = false;
        try {
            for (FileGroup group : groups) {
                ObjectKey output = OutputNames.name(partition, ports.ids().next(), group, scan.severalPages());
                merges.add(
                        ports.store().stage(output),
                        scan.summariesOf(group.files()),
                        scan.summariesOf(group.superseded()),
                        sourceFiles(group));
            }
            isStaged = true;
            return merges;
        } finally {
            if (!isStaged) {
                // No record names these uploads, whatever it was that came between.
                merges.close();
                abort(merges);
            }
        }
    }

    private MergeSpecFactory planner() {
        CompactionSettings settings = context.settings();
        boolean verifiesContent = settings.verify() == VerifyLevel.CONTENT;
        return new MergeSpecFactory(
                settings.compression(),
                settings.compressionLevel(),
                settings.memoryBudgetBytes(),
                verifiesContent,
                settings.maxGrowth(),
                settings.widen(),
                settings.bloomFilters(),
                settings.sort());
    }

    /** For a round whose plan did not come on record: nobody else can know the tokens. */
    void abort(MergeRound merges) {
        merges.uploads().forEach(upload -> ports.store().abort(upload.key(), upload.token()));
    }

    private List<SourceFile> sourceFiles(FileGroup group) {
        return group.files().stream().map(file -> spool.toMerge(file.ref())).toList();
    }
}
