package dev.coldpress.run;

import dev.coldpress.commit.ClaimPolicy;
import dev.coldpress.commit.LakeMarker;
import dev.coldpress.commit.RestIndex;
import dev.coldpress.commit.RunNotes;
import dev.coldpress.dispatch.TaskResult;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.PartitionRecord;
import dev.coldpress.record.PartitionRecord.Committed;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.StampSource;
import dev.coldpress.record.UnansweredException;
import dev.coldpress.record.VersionedRecord;
import dev.coldpress.report.ClaimResult;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.PartitionReport.Failure;
import dev.coldpress.scan.MemoryBudget;
import dev.coldpress.scan.PartitionScan;
import dev.coldpress.scan.PartitionScanner;
import dev.coldpress.scan.Ports;
import dev.coldpress.scan.Repair;
import dev.coldpress.scan.SourceSpool;
import dev.coldpress.scan.StageTimer;
import dev.coldpress.settings.CompactionSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run on one partition: the commit protocol, for as long as there is something to do. Each turn takes the record as
 * it stands and does the one thing that its state asks for, so it makes no difference whether this process wrote the
 * record or one that crashed. For one thread, once.
 */
final class PartitionRun {

    private final RunContext context;
    private final Ports ports;
    private final LakeMarker marker;
    private final RecordRegister register;
    private final StampSource stamps;
    private final ClaimPolicy claimPolicy;
    private final WriteGate gate;
    private final StageTimer stages;
    private final CompactionListener listener;
    private final RunBudget budget;
    private final KeyPrefix partition;
    private final PartitionScanner scanner;
    private final RoundStaging staging;
    private final SourceSpool spool;
    private final RunNotes notes;
    private final RunState state;
    private final RoundCommit rounds;
    private boolean onlySettles;
    private @Nullable FirstScan firstScan;

    PartitionRun(RunContext context, RunBudget budget, PartitionJob job) {
        this.context = context;
        this.ports = context.ports();
        this.marker = context.records().marker();
        this.register = context.records().register();
        this.stamps = context.records().stamps();
        this.claimPolicy = context.records().claimPolicy();
        this.gate = context.gate();
        this.stages = context.stages();
        this.listener = context.listener();
        this.budget = budget;
        this.partition = job.partition();
        CompactionSettings settings = context.settings();
        this.spool = new SourceSpool(ports.store(), context.shared().spool());
        this.scanner = new PartitionScanner(
                ports, settings, marker, stages, spool, context.shared().readAhead(), partition);
        this.staging = new RoundStaging(context, budget, partition, spool);
        this.notes = new RunNotes(context.records().notes(), partition, ports.ids(), ports.clock());
        this.state = new RunState(partition);
        this.rounds = new RoundCommit(context, job, scanner, staging, state);
    }

    /** Ends what somebody left unfinished here, and begins nothing. Left alone if there was nothing to end. */
    TaskResult settle() {
        onlySettles = true;
        return run();
    }

    TaskResult run() {
        Instant start = ports.clock().instant();
        Optional<String> restMark = Optional.empty();
        try {
            Optional<VersionedRecord> held = register.read(partition);
            do {
                held = turn(held);
            } while (!state.isFinished());
            if (isAtRest(held)) {
                notes.close();
                restMark = restMark(held);
            }
        } catch (StoreException | UnansweredException | DamagedRecordException e) {
            state.fail(new Failure(String.valueOf(e.getMessage()), e));
        } finally {
            try {
                rounds.close();
            } finally {
                spool.close();
            }
        }
        state.files().tell((before, after) -> listener.fileSizes(partition, before, after));
        return new TaskResult(
                state.report(stages.since(start)),
                restMark,
                state.lastScan().flatMap(PartitionScan::newestOutput).map(ListedObject::lastModified));
    }

    /**
     * Returns the record as it stands after the turn. Each step that lost to another compactor is followed by a read.
     */
    private Optional<VersionedRecord> turn(Optional<VersionedRecord> held) {
        state.countTurn();
        if (state.isFinished()) {
            return held;
        }
        if (onlySettles && isAtRest(held)) {
            state.finish(new Skip(SkipReason.EXCLUDED, "nothing was unfinished here"));
            return held;
        }
        if (held.isEmpty()) {
            Optional<VersionedRecord> first = begin();
            return first.isPresent() || state.isFinished() ? first : register.read(partition);
        }
        PartitionRecord record = held.get().record();
        if (isLeftToAnother(record)) {
            listener.claimed(ClaimResult.LEFT_TO_ANOTHER);
            state.finish(new Skip(
                    SkipReason.CLAIMED_BY_ANOTHER,
                    record.stamp().writtenBy() + " has been at work on it since "
                            + record.stamp().writtenAt()));
            return held;
        }
        Optional<VersionedRecord> next;
        if (record instanceof Planned planned) {
            gate.pass(partition);
            next = rounds.resolve(held.get(), planned);
        } else if (record instanceof Committed committed) {
            gate.pass(partition);
            next = rounds.execute(held.get(), committed);
        } else {
            next = compact(held.get(), (Done) record);
        }
        return next.isPresent() ? next : register.read(partition);
    }

    private static boolean isAtRest(Optional<VersionedRecord> held) {
        return held.isEmpty() || held.get().record() instanceof Done;
    }

    private Optional<String> restMark(Optional<VersionedRecord> held) {
        Retained retained =
                held.map(VersionedRecord::record).map(marker::retainedHere).orElse(Retained.EMPTY);
        return state.lastScan()
                .filter(scan -> ports.store().listsTreesByPage() && scan.isAtRest(retained))
                .map(scan -> RestIndex.mark(partition, scan.listing()));
    }

    private boolean isLeftToAnother(PartitionRecord record) {
        return !rounds.isOwn(record)
                && claimPolicy.leavesAlone(record, ports.clock().instant());
    }

    /** Step 1, no record: the first one is written only if there is something to do. */
    private Optional<VersionedRecord> begin() {
        Optional<PartitionScan> current = scan(Optional.empty(), Retained.EMPTY);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        PartitionScan scan = current.get();
        String limit = budget.whatIsUsedUp(partition);
        if (!scan.groups().isEmpty() && !limit.isEmpty()) {
            state.finish(new Skip(SkipReason.RUN_BUDGET, limit));
            return Optional.empty();
        }
        if (!scan.groups().isEmpty()) {
            gate.pass(partition);
            Done first = new Done(partition, stamps.next(), Retained.EMPTY);
            firstScan = new FirstScan(first.stamp().nonce(), scan);
            return register.createIfAbsent(first);
        }
        if (scan.isCompared()) {
            gate.pass(partition);
            return register.createIfAbsent(new Done(partition, stamps.next(), retainedAfter(Retained.EMPTY, scan)));
        }
        return Optional.empty();
    }

    /**
     * Writes down what a look without anything to do has found out, once: or each run would read the same footers
     * again.
     */
    private Optional<VersionedRecord> learn(VersionedRecord held, Retained retained, PartitionScan scan) {
        if (!scan.isCompared() || scan.known().equals(retained.files())) {
            return Optional.of(held);
        }
        gate.pass(partition);
        return register.replace(held, new Done(partition, stamps.next(), retainedAfter(retained, scan)))
                .or(() -> Optional.of(held));
    }

    /** The look that led to the first record of the partition. */
    private record FirstScan(UUID nonce, PartitionScan scan) {}

    /**
     * While the first record is still that of this run, nobody can have planned, published or deleted anything since
     * the look that led to it: so a second listing would tell nothing more that a later step relies on.
     */
    private Optional<PartitionScan> currentScan(VersionedRecord held, Done done, Retained retained) {
        FirstScan first = firstScan;
        firstScan = null;
        return first != null && first.nonce().equals(done.stamp().nonce())
                ? Optional.of(first.scan())
                : scan(Optional.of(held), retained);
    }

    /** Steps 2 to 5. */
    private Optional<VersionedRecord> compact(VersionedRecord held, Done done) {
        String lake = marker.identity();
        Retained retained = marker.retainedHere(done);
        Optional<PartitionScan> current = currentScan(held, done, retained);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        PartitionScan scan = current.get();
        List<ObjectRef> late = retained.lateOutputs(scan.listing().objects());
        if (!late.isEmpty() || !state.isFinished()) {
            gate.pass(partition);
        }
        if (!marker.identity().equals(lake)) {
            // The marker is new: what the record says of this lake has to be read with that in mind.
            return Optional.empty();
        }
        rounds.deleteLate(late);
        if (state.isFinished()) {
            return learn(held, retained, scan);
        }
        rounds.requireGone(scan.groups());
        if (context.isStopped() || !budget.whatIsUsedUp(partition).isEmpty()) {
            return nothingMore(held);
        }
        rounds.close();
        // Before limits are asked and the plan is on record: it may wait for long.
        MemoryBudget.Share memoryOfMerges = staging.takeMemory(scan);
        try {
            return round(held, retained, scan, memoryOfMerges);
        } finally {
            memoryOfMerges.giveBack();
        }
    }

    /** The run has reached a limit, or was stopped. */
    private Optional<VersionedRecord> nothingMore(VersionedRecord held) {
        String limit = budget.whatIsUsedUp(partition);
        state.finish(new Skip(SkipReason.RUN_BUDGET, limit.isEmpty() ? "the run was stopped" : limit));
        return Optional.of(held);
    }

    private Optional<VersionedRecord> round(
            VersionedRecord held, Retained retained, PartitionScan scan, MemoryBudget.Share memoryOfMerges) {
        List<FileGroup> groups = staging.groupsOfRound(scan.groups());
        if (groups.isEmpty()) {
            return nothingMore(held);
        }
        Repair.tell(partition, groups);
        notes.open();
        Retained next = retainedAfter(retained, scan);
        return scan.isRepairedInPlace()
                ? rounds.repairInPlace(held, next, scan, groups)
                : rounds.mergeRound(held, next, scan, groups, memoryOfMerges);
    }

    /**
     * Empty if rows were there twice and the record is no longer the given one, so that another compactor is the cause.
     */
    private Optional<PartitionScan> scan(Optional<VersionedRecord> held, Retained retained) {
        PartitionScan scan = scanner.scan(retained, ports.clock().instant());
        if (scanner.foundRowsTwice() && !isStill(held, register.read(partition))) {
            return Optional.empty();
        }
        state.scanned(scan);
        return Optional.of(scan);
    }

    private static boolean isStill(Optional<VersionedRecord> held, Optional<VersionedRecord> now) {
        return held.map(PartitionRun::nonce).equals(now.map(PartitionRun::nonce));
    }

    private static UUID nonce(VersionedRecord held) {
        return held.record().stamp().nonce();
    }

    private Retained retainedAfter(Retained retained, PartitionScan scan) {
        return retained.afterLook(scan.listing().refs(), context.settings().memoryBudgetBytes(), scan.known());
    }
}
