package dev.coldpress.parquet.spec;

import dev.coldpress.port.parquet.ParquetCodec;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lets one mutant after the other be merged, each within a limit of time, and counts how that ends. */
final class Fuzz implements AutoCloseable {

    private static final long MAX_SECONDS = 30;

    /** Of these many mutants in a row one has large pages, which take longer. */
    private static final int CYCLE = 4;

    private static final int MOST_PRINTED = 20;

    private final ParquetCodec codec;
    private final Map<FuzzTrial.Outcome, Integer> outcomes = new EnumMap<>(FuzzTrial.Outcome.class);
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final List<String> findings = new ArrayList<>();
    private final List<String> readByUsOnly = new ArrayList<>();
    private ExecutorService thread = newThread();
    private int mutants;
    private long liveBytes;

    private enum Kind {
        CRASHED,
        WRONG,
        TOO_SLOW
    }

    Fuzz(ParquetCodec codec) {
        this.codec = codec;
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "fuzz");
            made.setDaemon(true);
            return made;
        });
    }

    void run(long seed) throws InterruptedException {
        mutants++;
        @Nullable Mutant[] mutant = new @Nullable Mutant[1];
        Future<FuzzTrial.Outcome> future = thread.submit(() -> {
            Mutant made = Math.floorMod(seed, (long) CYCLE) == 0 ? Mutant.ofLargePages(seed) : Mutant.of(seed);
            mutant[0] = made;
            FuzzTrial trial = new FuzzTrial(codec, made, seed % 2 == 0);
            FuzzTrial.Outcome outcome = trial.run();
            if (outcome == FuzzTrial.Outcome.READ_BY_US_ONLY) {
                readByUsOnly.add("seed " + seed + ": " + made.description() + ": " + trial.whyUnread());
            }
            return outcome;
        });
        try {
            outcomes.merge(future.get(MAX_SECONDS, TimeUnit.SECONDS), 1, Integer::sum);
            liveBytes = Math.max(liveBytes, liveBytes());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            add(cause instanceof AssertionError ? Kind.WRONG : Kind.CRASHED, seed, mutant[0], String.valueOf(cause));
        } catch (TimeoutException e) {
            // Whatever it does, it goes on with it; the next has a thread of its own.
            thread.shutdown();
            thread = newThread();
            add(Kind.TOO_SLOW, seed, mutant[0], "more than " + MAX_SECONDS + " seconds");
        }
    }

    private void add(Kind kind, long seed, @Nullable Mutant mutant, String what) {
        counts.merge(kind, 1, Integer::sum);
        String description = mutant == null ? "no mutant" : mutant.description();
        findings.add(
                kind + ", seed " + seed + " (repeat with scripts/fuzz 1 " + seed + "): " + description + ": " + what);
    }

    /** What the last collection left: the heap in use has garbage too, up to its limit. */
    private static long liveBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    /** What must not be, with the seeds. */
    List<String> findings() {
        return findings;
    }

    int count(FuzzTrial.Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** The details, and last the line that counts; its heap is what collections left, at most. */
    List<String> report() {
        List<String> report = new ArrayList<>();
        if (!readByUsOnly.isEmpty()) {
            report.add("read by us only: " + readByUsOnly.size() + " mutants, some of them:");
            readByUsOnly.stream().limit(MOST_PRINTED).forEach(report::add);
        }
        report.add(mutants + " mutants: " + count(FuzzTrial.Outcome.REFUSED) + " refused, "
                + count(FuzzTrial.Outcome.RIGHT) + " merged and right, " + counts.getOrDefault(Kind.CRASHED, 0)
                + " crashed, " + counts.getOrDefault(Kind.WRONG, 0) + " wrong, "
                + counts.getOrDefault(Kind.TOO_SLOW, 0) + " too slow; peak heap " + (liveBytes >> 20) + " MB");
        return report;
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
