package dev.coldpress.run;

import dev.coldpress.commit.ClaimLostException;
import dev.coldpress.commit.DecisionExecutor;
import dev.coldpress.commit.DecisionExecutor.Executed;
import dev.coldpress.commit.LakeMarker;
import dev.coldpress.commit.PlanClaim;
import dev.coldpress.commit.PlanResolver;
import dev.coldpress.partition.PartitionListing;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.PartitionRecord;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.StampSource;
import dev.coldpress.record.VersionedRecord;
import dev.coldpress.report.ClaimResult;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.RecoveryAction;
import dev.coldpress.report.Stage;
import dev.coldpress.scan.MemoryBudget;
import dev.coldpress.scan.PartitionScan;
import dev.coldpress.scan.PartitionScanner;
import dev.coldpress.scan.Ports;
import dev.coldpress.scan.Repair;
import dev.coldpress.scan.StageTimer;
import dev.coldpress.settings.SummaryFilePolicy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rounds of a run on one partition: plans, merges, publishes and deletes, as the commit protocol says, and knows
 * which plan is its own. For one thread, once.
 */
final class RoundCommit {

    private static final Logger LOG = LoggerFactory.getLogger(RoundCommit.class);

    private final RunContext context;
    private final Ports ports;
    private final LakeMarker marker;
    private final RecordRegister register;
    private final StampSource stamps;
    private final StageTimer stages;
    private final CompactionListener listener;
    private final PartitionJob job;
    private final KeyPrefix partition;
    private final PartitionScanner scanner;
    private final RoundStaging staging;
    private final OutputReader outputs;
    private final PlanResolver resolver;
    private final DecisionExecutor executor;
    private final RunState state;
    private final GoneSources gone = new GoneSources();
    private @Nullable MergeRound round;
    /** The plan by which files go whose rows were in an output already. */
    private @Nullable UUID repair;

    RoundCommit(RunContext context, PartitionJob job, PartitionScanner scanner, RoundStaging staging, RunState state) {
        this.context = context;
        this.ports = context.ports();
        this.marker = context.records().marker();
        this.register = context.records().register();
        this.stamps = context.records().stamps();
        this.stages = context.stages();
        this.listener = context.listener();
        this.job = job;
        this.partition = job.partition();
        this.scanner = scanner;
        this.staging = staging;
        this.outputs = new OutputReader(ports, stages);
        this.resolver = new PlanResolver(ports.store(), register, stamps, outputs::isOutputOf, ports.pause());
        this.executor = new DecisionExecutor(
                ports.store(),
                register,
                stamps,
                context.settings().controlPrefix(),
                ports.pause(),
                listener::sourceDeleted,
                context.hooks()::sourcesGone);
        this.state = state;
    }

    /** Whether a record is of the plan that this run made last. */
    boolean isOwn(PartitionRecord record) {
        return (round != null && record.isOfPlan(round.planId())) || (repair != null && record.isOfPlan(repair));
    }

    /** Ends a plan of this run or another one: its outputs are published, or given up. */
    Optional<VersionedRecord> resolve(VersionedRecord held, Planned planned) {
        return resolver.resolve(held, planned, marker.isOfAnotherLake(planned), List.of());
    }

    /**
     * Checks that no file of a new plan is one that an earlier round has deleted.
     *
     * @throws StoreException if one is
     */
    void requireGone(List<FileGroup> groups) {
        gone.requireGone(groups);
    }

    /** What an upload that was given up long ago has made after all. */
    void deleteLate(List<ObjectRef> late) {
        if (!late.isEmpty()) {
            executor.deleteDropped(late);
            listener.recovered(RecoveryAction.CLEARED_AWAY, late.size());
        }
    }

    /** Decides, without a merge, that files go whose rows are in outputs that stay. */
    Optional<VersionedRecord> repairInPlace(
            VersionedRecord held, Retained next, PartitionScan scan, List<FileGroup> groups) {
        if (!outputs.areWhole(groups, scanner::refuse)) {
            return Optional.of(held);
        }
        deleteSummaries(scan);
        repair = ports.ids().next();
        return register.replace(held, new Committed(partition, stamps.next(), next, repair, Repair.decisions(groups)));
    }

    /**
     * Steps 3 to 5: a round.
     *
     * @param memoryOfMerges is given back once the merges have ended, since what follows waits for the store alone
     */
    Optional<VersionedRecord> mergeRound(
            VersionedRecord held,
            Retained next,
            PartitionScan scan,
            List<FileGroup> groups,
            MemoryBudget.Share memoryOfMerges) {
        MergeRound merges = staging.stage(scan, groups);
        round = merges;
        // If the answer is lost for good, the tokens may be on record: only a resolver may abort them.
        Optional<VersionedRecord> claimed = register.replace(
                held, new Planned(partition, stamps.next(), next, merges.planId(), merges.plannedGroups()));
        listener.claimed(claimed.isPresent() ? ClaimResult.WON : ClaimResult.LOST);
        if (claimed.isEmpty()) {
            staging.abort(merges);
            return Optional.empty();
        }
        PlanClaim kept =
                new PlanClaim(register, stamps, ports.clock(), context.records().claimPolicy(), claimed.get(), (Planned)
                        claimed.get().record());
        try {
            merge(merges, groups, kept);
            memoryOfMerges.giveBack();
        } catch (ClaimLostException e) {
            LOG.info("{}; going on with what it left", e.getMessage());
            listener.claimed(ClaimResult.TAKEN_OVER);
            return Optional.empty();
        }
        merges.skipped().forEach(source -> scanner.refuse(source.file()));
        Optional<VersionedRecord> resolved = stages.time(Stage.PUBLISH, () -> publish(scan, merges, kept));
        if (resolved.isEmpty()) {
            merges.wasTakenOver();
        }
        return resolved;
    }

    private Optional<VersionedRecord> publish(PartitionScan scan, MergeRound merges, PlanClaim kept) {
        state.publishStarts(ports.clock().instant());
        if (merges.hasWritten()) {
            deleteSummaries(scan);
        }
        merges.publish();
        return resolver.resolve(kept.held(), kept.plan(), false, merges.skipped());
    }

    /**
     * Before any source can go that a summary file names, so that no reader ever finds one which is untrue; also after
     * a crash, since only this process publishes what it staged.
     */
    private void deleteSummaries(PartitionScan scan) {
        if (context.settings().summaryFiles() == SummaryFilePolicy.DELETE) {
            executor.deleteSummaries(job.summaryFiles(scan.listing()));
        }
    }

    /** Step 4. */
    private void merge(MergeRound merges, List<FileGroup> groups, PlanClaim held) {
        int files = groups.stream().mapToInt(group -> group.files().size()).sum();
        long bytes = groups.stream().mapToLong(FileGroup::sizeBytes).sum();
        listener.mergeStarted(partition, files, bytes);
        for (int i = 0; i < groups.size() && !context.isStopped(); i++) {
            merges.merge(i, held);
        }
    }

    /** Steps 6 and 7. */
    Optional<VersionedRecord> execute(VersionedRecord held, Committed committed) {
        boolean isOfAnotherLake = marker.isOfAnotherLake(committed);
        Optional<Committed> asCopied = isOfAnotherLake ? resolver.asCopied(committed) : Optional.empty();
        if (asCopied.isPresent()) {
            return register.replace(held, asCopied.get());
        }
        if (!isOwn(committed)) {
            int lost = GroupEvents.tellWhatIsGone(
                    committed, PartitionListing.read(ports.store(), partition).objects());
            listener.recovered(RecoveryAction.SOURCE_GONE, lost);
        }
        Executed executed = stages.time(Stage.DELETE, () -> executor.execute(held, committed, isOfAnotherLake));
        gone.add(executed.kept());
        context.hooks().done(committed, executed.kept());
        MergeRound own = round != null && committed.isOfPlan(round.planId()) ? round : null;
        if (repair != null && committed.isOfPlan(repair)) {
            GroupEvents.tellRepair(listener, executed);
        } else {
            GroupEvents.tell(listener, committed, executed, own);
        }
        state.compacted(executed.kept(), own, ports.clock().instant());
        if (own != null && own.failure() != null) {
            state.roundFailed(own.failure());
        } else if (own != null && executed.done().isPresent() && !executed.areSourcesChanged()) {
            own.scan()
                    .flatMap(scan -> scanner.afterwards(
                            scan, executed.kept(), ports.clock().instant()))
                    .ifPresent(state::scanned);
        }
        return executed.done();
    }

    /** Gives up what was staged and not published. */
    void close() {
        if (round != null) {
            round.close();
            round = null;
        }
    }
}
