package dev.coldpress.scan;

import dev.coldpress.merge.MergeSpecFactory;
import dev.coldpress.merge.SourceSummary;
import dev.coldpress.merge.TableFormats;
import dev.coldpress.plan.GroupReason;
import dev.coldpress.plan.RewriteRules;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.SourceGoneException;
import dev.coldpress.settings.CompactionSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the footers of a partition's files say, each read once. Files that the codec refuses are set aside. For one
 * thread.
 */
final class SourceFooters {

    private final ParquetCodec codec;
    private final SourceSpool spool;
    private final SkippedFiles skipped;
    private final ReadAhead readAhead;
    private final long memoryBudgetBytes;
    private final SortOrder sort;
    private final RewriteRules rewriteRules;
    private final Map<ObjectRef, GroupReason> rewrites = new HashMap<>();
    private final Map<ObjectRef, SourceSummary> summaries = new HashMap<>();
    private final Interner interner = new Interner();

    SourceFooters(
            ParquetCodec codec,
            SourceSpool spool,
            ReadAhead readAhead,
            SkippedFiles skipped,
            CompactionSettings settings) {
        this.codec = codec;
        this.spool = spool;
        this.skipped = skipped;
        this.readAhead = readAhead;
        this.memoryBudgetBytes = settings.memoryBudgetBytes();
        this.sort = settings.sort();
        this.rewriteRules = settings.rewriteRules();
    }

    /** Reads those that were not read before. */
    void read(List<ListedObject> files) {
        List<ObjectRef> unknown = files.stream()
                .map(ListedObject::ref)
                .filter(file -> !isRead(file) && skipped.refusal(file).isEmpty())
                .toList();
        readAhead.forEach(unknown, file -> codec.readFooter(spool.toScan(file)), this::take);
    }

    private void take(ObjectRef file, Supplier<ParquetFooter> read) {
        try {
            ParquetFooter footer = read.get();
            TableFormats.managing(footer)
                    .or(() -> tooLargeForMemory(footer))
                    .or(() -> MergeSpecFactory.againstSorting(sort, footer.schema()))
                    .ifPresent(skip -> skipped.refuse(new SkippedFile(file, skip)));
            rewriteRules.reason(file.key(), footer).ifPresent(reason -> rewrites.put(file, reason));
            summaries.put(file, interner.intern(SourceSummary.of(file, footer)));
        } catch (ParquetFileException e) {
            skipped.refuse(new SkippedFile(file, Refusals.skip(e)));
        } catch (SourceGoneException e) {
            skipped.refuse(new SkippedFile(
                    file,
                    new Skip(
                            SkipReason.TOO_FEW_FILES,
                            "it was deleted or changed while the partition was looked at; the next run looks again")));
        }
    }

    private Optional<Skip> tooLargeForMemory(ParquetFooter footer) {
        long needed = codec.leastMemoryBytes(footer);
        return needed <= memoryBudgetBytes
                ? Optional.empty()
                : Optional.of(new Skip(
                        SkipReason.MEMORY_BUDGET,
                        "its largest row group needs a memory budget of " + needed + " bytes, and there are "
                                + memoryBudgetBytes + "; give the JVM more heap"));
    }

    /** Why a file that was read is written again if it is large; empty if it is not. */
    Optional<GroupReason> rewrite(ObjectRef file) {
        return Optional.ofNullable(rewrites.get(file));
    }

    boolean isRead(ObjectRef file) {
        return summaries.containsKey(file);
    }

    /** @param file one that was read */
    SourceSummary of(ObjectRef file) {
        return Objects.requireNonNull(summaries.get(file));
    }
}
