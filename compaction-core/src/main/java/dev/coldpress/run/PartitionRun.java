package dev.coldpress.run;

import dev.coldpress.commit.ClaimLostException;
import dev.coldpress.commit.DamagedRecordException;
import dev.coldpress.commit.DecisionExecutor;
import dev.coldpress.commit.DecisionExecutor.Executed;
import dev.coldpress.commit.PartitionRecord;
import dev.coldpress.commit.PartitionRecord.Committed;
import dev.coldpress.commit.PartitionRecord.Done;
import dev.coldpress.commit.PartitionRecord.Memory;
import dev.coldpress.commit.PartitionRecord.Planned;
import dev.coldpress.commit.PlanClaim;
import dev.coldpress.commit.PlanResolver;
import dev.coldpress.commit.RecordRegister;
import dev.coldpress.commit.RecordRegister.Held;
import dev.coldpress.commit.RunNotes;
import dev.coldpress.commit.SkippedSource;
import dev.coldpress.commit.Stamps;
import dev.coldpress.commit.UnansweredException;
import dev.coldpress.merge.MergePlanner;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.partition.SummaryFile;
import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.OutputNames;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.SourceGoneException;
import dev.coldpress.report.ClaimResult;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PartitionReport.Failure;
import dev.coldpress.report.RecoveryAction;
import dev.coldpress.report.Stage;
import dev.coldpress.scan.PartitionScan;
import dev.coldpress.scan.PartitionScanner;
import dev.coldpress.scan.Refusals;
import dev.coldpress.scan.Repair;
import dev.coldpress.scan.SourceSpool;
import dev.coldpress.scan.StoreSourceFile;
import dev.coldpress.settings.SummaryFilePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run on one partition: the commit protocol, for as long as there is something to do. Each turn takes the record as it
 * stands and does the one thing that its state asks for, so it makes no difference whether this process wrote the record or
 * one that crashed. For one thread, once.
 */
public final class PartitionRun {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionRun.class);

    /** So few that publishes and deletes follow each other within seconds. */
    private static final int MAX_GROUPS_PER_ROUND = 8;

    /** What a record may hold. */
    private static final int MAX_SOURCES_PER_ROUND = 10_000;

    /** Turns that neither compacted nor set aside anything; only a partition that others keep changing has so many. */
    private static final int MAX_FRUITLESS_TURNS = 20;

    private static final int MAX_FAILED_ROUNDS = 3;

    private final Toolbox tools;
    private final RunBudget budget;
    private final KeyPrefix partition;
    private final List<ObjectKey> summariesAbove;
    private final SourceSpool spool;
    private final PartitionScanner scanner;
    private final Stamps stamps;
    private final RecordRegister register;
    private final PlanResolver resolver;
    private final DecisionExecutor executor;
    private final RunNotes notes;
    private final Outcome outcome;
    private final Set<ObjectRef> deleted = new HashSet<>();
    private boolean onlySettles;
    private int failedRounds;
    private @Nullable MergeRound round;
    private @Nullable FirstLook firstLook;
    /** The plan by which files go whose rows were in an output already. */
    private @Nullable UUID repair;

    public PartitionRun(Toolbox tools, RunBudget budget, PartitionJob job) {
        this.tools = tools;
        this.budget = budget;
        this.partition = job.partition();
        this.summariesAbove = job.summariesAbove();
        this.spool = new SourceSpool(tools.store(), tools.settings().spoolBytes());
        this.scanner = new PartitionScanner(
                tools.store(), spool, tools.codec(), tools.settings(), tools.stages(), tools.marker(), partition);
        this.stamps = tools.stamps();
        this.register = tools.register();
        this.resolver = new PlanResolver(tools.store(), register, stamps, this::isOutputOf, tools.pause());
        this.executor = new DecisionExecutor(
                tools.store(),
                register,
                stamps,
                tools.settings().controlPrefix(),
                tools.pause(),
                tools.listener()::sourceDeleted);
        this.notes = new RunNotes(tools.notes(), partition, tools.ids(), tools.clock());
        this.outcome = new Outcome(partition);
    }

    /** Ends what somebody left unfinished here, and begins nothing. Left alone if there was nothing to end. */
    public PartitionReport settle() {
        onlySettles = true;
        return run();
    }

    public PartitionReport run() {
        Instant start = tools.clock().instant();
        try {
            Optional<Held> held = register.read(partition);
            do {
                held = turn(held);
            } while (!outcome.isFinished());
            if (isAtRest(held)) {
                notes.close();
            }
        } catch (StoreException | UnansweredException | DamagedRecordException e) {
            outcome.fail(new Failure(String.valueOf(e.getMessage()), e));
        } finally {
            closeRound();
        }
        outcome.files().tell((before, after) -> tools.listener().fileSizes(partition, before, after));
        return outcome.report(tools.stages().since(start));
    }

    /** Returns the record as it stands after the turn. Each step that lost to another compactor is followed by a read. */
    private Optional<Held> turn(Optional<Held> held) {
        if (outcome.fruitlessTurns() > MAX_FRUITLESS_TURNS) {
            outcome.fail(new Failure("The partition kept changing under the compaction; a later run goes on", null));
            return held;
        }
        outcome.countTurn();
        if (onlySettles && isAtRest(held)) {
            outcome.finish(new Skip(SkipReason.EXCLUDED, "nothing was unfinished here"));
            return held;
        }
        if (held.isEmpty()) {
            begin();
            return outcome.isFinished() ? held : register.read(partition);
        }
        PartitionRecord record = held.get().record();
        if (isLeftToAnother(record)) {
            tools.listener().claimed(ClaimResult.LEFT_TO_ANOTHER);
            outcome.finish(new Skip(
                    SkipReason.CLAIMED_BY_ANOTHER,
                    record.stamp().writtenBy() + " has been at work on it since "
                            + record.stamp().writtenAt()));
            return held;
        }
        Optional<Held> next;
        if (record instanceof Planned planned) {
            tools.beforeFirstWrite().run();
            next = resolver.resolve(held.get(), planned, tools.marker().isOfAnotherLake(planned), List.of());
        } else if (record instanceof Committed committed) {
            tools.beforeFirstWrite().run();
            next = execute(held.get(), committed);
        } else {
            next = compact(held.get(), (Done) record);
        }
        return next.isPresent() ? next : register.read(partition);
    }

    private static boolean isAtRest(Optional<Held> held) {
        return held.isEmpty() || held.get().record() instanceof Done;
    }

    private boolean isLeftToAnother(PartitionRecord record) {
        boolean ownPlan = isOwn(record);
        return !ownPlan && tools.politeness().leavesAlone(record, tools.clock().instant());
    }

    private boolean isOwn(PartitionRecord record) {
        return (round != null && record.isOfPlan(round.planId())) || (repair != null && record.isOfPlan(repair));
    }

    /** Step 1, no record: the first one is written only if there is something to do. */
    private void begin() {
        Optional<PartitionScan> look = scan(Optional.empty(), Memory.EMPTY);
        if (look.isEmpty()) {
            return;
        }
        PartitionScan scan = look.get();
        String limit = budget.whatIsUsedUp(partition);
        if (!scan.groups().isEmpty() && !limit.isEmpty()) {
            outcome.finish(new Skip(SkipReason.RUN_BUDGET, limit));
            return;
        }
        if (!scan.groups().isEmpty()) {
            tools.beforeFirstWrite().run();
            Done first = new Done(partition, stamps.next(), Memory.EMPTY);
            register.createIfAbsent(first);
            firstLook = new FirstLook(first.stamp().nonce(), scan);
        } else if (scan.isCompared()) {
            tools.beforeFirstWrite().run();
            register.createIfAbsent(new Done(partition, stamps.next(), memoryAfter(Memory.EMPTY, scan)));
        }
    }

    /** Writes down what a look without anything to do has found out, once: or each run would read the same footers again. */
    private Optional<Held> learn(Held held, Memory memory, PartitionScan scan) {
        if (!scan.isCompared() || scan.known().equals(memory.files())) {
            return Optional.of(held);
        }
        tools.beforeFirstWrite().run();
        return register.replace(held, new Done(partition, stamps.next(), memoryAfter(memory, scan)))
                .or(() -> Optional.of(held));
    }

    /** The look that led to the first record of the partition. */
    private record FirstLook(UUID nonce, PartitionScan scan) {}

    /**
     * While the first record is still the own one, nobody can have planned, published or deleted anything since the look
     * that led to it: so a second listing would tell nothing more that a later step relies on.
     */
    private Optional<PartitionScan> look(Held held, Done done) {
        FirstLook first = firstLook;
        firstLook = null;
        return first != null && first.nonce().equals(done.stamp().nonce())
                ? Optional.of(first.scan())
                : scan(Optional.of(held), tools.marker().memoryHere(done));
    }

    /** Steps 2 to 5. */
    private Optional<Held> compact(Held held, Done done) {
        Optional<PartitionScan> look = look(held, done);
        if (look.isEmpty()) {
            return Optional.empty();
        }
        PartitionScan scan = look.get();
        Memory memory = tools.marker().memoryHere(done);
        String lake = tools.marker().identity();
        List<ObjectRef> late = memory.lateOutputs(scan.listing().objects());
        if (!late.isEmpty()) {
            tools.beforeFirstWrite().run();
            executor.deleteDropped(late);
            tools.listener().recovered(RecoveryAction.CLEARED_AWAY, late.size());
        }
        if (outcome.isFinished()) {
            return learn(held, memory, scan);
        }
        tools.beforeFirstWrite().run();
        if (!tools.marker().identity().equals(lake)) {
            // The marker is new: what the record says of this lake has to be read with that in mind.
            return Optional.empty();
        }
        requireGoneStaysGone(scan);
        List<FileGroup> groups = groupsOfRound(scan.groups());
        if (groups.isEmpty()) {
            String limit = budget.whatIsUsedUp(partition);
            outcome.finish(new Skip(SkipReason.RUN_BUDGET, limit.isEmpty() ? "the run was stopped" : limit));
            return Optional.of(held);
        }
        Repair.tell(partition, groups);
        closeRound();
        notes.open();
        Memory next = memoryAfter(memory, scan);
        if (scan.isRepairedInPlace()) {
            if (!areWhole(groups)) {
                return Optional.of(held);
            }
            deleteSummaries(scan);
            repair = tools.ids().next();
            return register.replace(
                    held, new Committed(partition, stamps.next(), next, repair, Repair.decisions(groups)));
        }
        MergeRound merges = stage(scan, groups);
        round = merges;
        Optional<Held> claimed = claim(held, merges, next);
        tools.listener().claimed(claimed.isPresent() ? ClaimResult.WON : ClaimResult.LOST);
        if (claimed.isEmpty()) {
            merges.uploads().forEach(upload -> tools.store().abort(upload.key(), upload.token()));
            return Optional.empty();
        }
        PlanClaim kept = new PlanClaim(register, stamps, tools.clock(), tools.politeness(), claimed.get(), (Planned)
                claimed.get().record());
        try {
            merge(merges, groups, kept);
        } catch (ClaimLostException e) {
            LOG.info("{}; going on with what it left", e.getMessage());
            tools.listener().claimed(ClaimResult.TAKEN_OVER);
            return Optional.empty();
        }
        merges.skipped().forEach(s -> scanner.refuse(s.source(), new Skip(s.reason(), s.detail())));
        outcome.publishStarts(tools.clock().instant());
        Optional<Held> resolved = tools.stages().time(Stage.PUBLISH, () -> {
            if (merges.hasWritten()) {
                deleteSummaries(scan);
            }
            merges.publish();
            return resolver.resolve(kept.held(), kept.plan(), false, merges.skipped());
        });
        if (resolved.isEmpty()) {
            merges.wasTakenOver();
        }
        return resolved;
    }

    /**
     * Before any source can go that a summary file names, so that no reader ever finds one which is untrue; also after a crash,
     * since only this process publishes what it staged.
     */
    private void deleteSummaries(PartitionScan scan) {
        if (tools.settings().summaryFiles() == SummaryFilePolicy.DELETE) {
            executor.deleteSummaries(
                    Stream.concat(SummaryFile.in(scan.listing().objects()).stream(), summariesAbove.stream())
                            .toList());
        }
    }

    /** Reads the outputs for which files are to go, down to the last value: a damaged one is left out of the next look. */
    private boolean areWhole(List<FileGroup> groups) {
        boolean areWhole = true;
        for (FileGroup group : groups) {
            ObjectRef output = group.files().get(0).ref();
            try {
                tools.stages()
                        .time(
                                Stage.VERIFY,
                                () -> tools.codec().checkContent(new StoreSourceFile(tools.store(), output)));
            } catch (ParquetFileException e) {
                LOG.warn("{} is damaged, and so the files with the same rows stay: {}", output.key(), e.getMessage());
                scanner.refuse(output, Refusals.skip(e));
                areWhole = false;
            } catch (SourceGoneException e) {
                areWhole = false;
            }
        }
        return areWhole;
    }

    /** Empty if rows were there twice and the record is no longer the given one, so that another compactor is the cause. */
    private Optional<PartitionScan> scan(Optional<Held> held, Memory memory) {
        PartitionScan scan = scanner.scan(memory, tools.clock().instant());
        if (scanner.foundRowsTwice()
                && !register.read(partition).map(Held::version).equals(held.map(Held::version))) {
            return Optional.empty();
        }
        outcome.look(scan);
        return Optional.of(scan);
    }

    /** A store that only says that it deletes would be compacted for ever, and its rows doubled each time. */
    private void requireGoneStaysGone(PartitionScan scan) {
        for (FileGroup group : scan.groups()) {
            for (DataFile file : group.replaced()) {
                if (deleted.contains(file.ref())) {
                    throw new StoreException(
                            StoreException.Kind.UNSUPPORTED,
                            "The store said that it deleted " + file.ref().key() + ", and lists it again at the same"
                                    + " version. Unless somebody wrote it again meanwhile, its rows are there twice, and this store"
                                    + " cannot be compacted");
                }
            }
        }
    }

    private List<FileGroup> groupsOfRound(List<FileGroup> groups) {
        List<FileGroup> chosen = new ArrayList<>();
        int sources = 0;
        for (FileGroup group : groups) {
            sources += group.replaced().size();
            boolean full =
                    chosen.size() == MAX_GROUPS_PER_ROUND || (!chosen.isEmpty() && sources > MAX_SOURCES_PER_ROUND);
            if (full || tools.stopRequested().getAsBoolean() || !budget.take(partition, group.sizeBytes())) {
                break;
            }
            chosen.add(group);
        }
        return chosen;
    }

    /** Step 3, first half: every upload exists at the store before its token is recorded. */
    private MergeRound stage(PartitionScan scan, List<FileGroup> groups) {
        MergePlanner planner = tools.settings().mergePlanner();
        MergeRound merges = new MergeRound(
                tools.codec(), planner, tools.stages(), tools.ids().next(), scan, spool::knownContentHash);
        boolean isStaged = false;
        try {
            for (FileGroup group : groups) {
                var output = OutputNames.name(partition, tools.ids().next(), group, scan.severalPages());
                merges.add(
                        tools.store().stage(output),
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
                merges.uploads().forEach(upload -> tools.store().abort(upload.key(), upload.token()));
            }
        }
    }

    private List<SourceFile> sourceFiles(FileGroup group) {
        return group.files().stream().map(file -> spool.toMerge(file.ref())).toList();
    }

    /** Step 3, second half. If the answer is lost for good, the tokens may be on record: only a resolver may abort them. */
    private Optional<Held> claim(Held held, MergeRound merges, Memory memory) {
        UUID planId = merges.planId();
        return register.replace(held, new Planned(partition, stamps.next(), memory, planId, merges.plannedGroups()));
    }

    /** What stays on record: a skipped source that is gone or was overwritten needs no mention any more. */
    private Memory memoryAfter(Memory memory, PartitionScan scan) {
        Set<ObjectRef> present = scan.listing().refs();
        long memoryBudgetBytes = tools.settings().memoryBudgetBytes();
        List<SkippedSource> skipped = memory.skipped().stream()
                .filter(source -> present.contains(source.source()) && !source.isWorthAnotherTry(memoryBudgetBytes))
                .toList();
        return new Memory(memory.dropped(), skipped, scan.known());
    }

    /** Step 4. */
    private void merge(MergeRound merges, List<FileGroup> groups, PlanClaim held) {
        int files = groups.stream().mapToInt(group -> group.files().size()).sum();
        long bytes = groups.stream().mapToLong(FileGroup::sizeBytes).sum();
        tools.listener().mergeStarted(partition, files, bytes);
        for (int i = 0; i < groups.size() && !tools.stopRequested().getAsBoolean(); i++) {
            merges.merge(i, held);
        }
    }

    /** Steps 6 and 7. */
    private Optional<Held> execute(Held held, Committed committed) {
        boolean isOfAnotherLake = tools.marker().isOfAnotherLake(committed);
        Optional<Committed> asCopied = isOfAnotherLake ? resolver.asCopied(committed) : Optional.empty();
        if (asCopied.isPresent()) {
            return register.replace(held, asCopied.get());
        }
        if (!isOwn(committed)) {
            int gone = GroupNews.tellWhatIsGone(
                    committed, PartitionListing.read(tools.store(), partition).objects());
            tools.listener().recovered(RecoveryAction.SOURCE_GONE, gone);
        }
        Executed executed = tools.stages().time(Stage.DELETE, () -> executor.execute(held, committed, isOfAnotherLake));
        executed.kept().forEach(group -> group.group().sources().forEach(source -> deleted.add(source.ref())));
        MergeRound own = round != null && committed.isOfPlan(round.planId()) ? round : null;
        if (repair != null && committed.isOfPlan(repair)) {
            int files = executed.kept().stream()
                    .mapToInt(group -> group.group().sources().size())
                    .sum();
            tools.listener().recovered(RecoveryAction.REPEATED_ROWS, files);
        } else {
            GroupNews.tell(tools.listener(), committed, executed, own);
        }
        outcome.compacted(executed.kept(), own, tools.clock().instant());
        if (own != null && own.failure() != null) {
            roundFailed(own.failure());
        } else if (own != null && executed.done().isPresent()) {
            own.scan()
                    .flatMap(scan -> scanner.afterwards(
                            scan, executed.kept(), tools.clock().instant()))
                    .ifPresent(outcome::look);
        }
        return executed.done();
    }

    /**
     * An upload that cannot be written may have been aborted by a compactor that wanted to take the plan over and then ended:
     * that is over with the next plan. Everything else will be told by it.
     */
    private void roundFailed(Failure failure) {
        failedRounds++;
        boolean mayBeOver = failure.cause() instanceof StoreException fault
                && fault.kind() == StoreException.Kind.UNAVAILABLE
                && failedRounds < MAX_FAILED_ROUNDS;
        if (!mayBeOver) {
            outcome.fail(failure);
        }
    }

    /** Step 5 (b): an output that cannot be read is not what was planned, and is retracted; its sources are all there. */
    private boolean isOutputOf(ObjectRef output, UUID planId, long rowCount) {
        try {
            return MergePlanner.isOutputOf(
                    tools.codec().readFooter(new StoreSourceFile(tools.store(), output)), planId, rowCount);
        } catch (ParquetFileException e) {
            LOG.warn("The output {} cannot be read and is retracted: {}", output.key(), e.getMessage());
            return false;
        } catch (SourceGoneException e) {
            return false;
        }
    }

    private void closeRound() {
        if (round != null) {
            round.close();
            round = null;
        }
    }
}
