package dev.coldpress.spark;

import dev.coldpress.Compactor;
import dev.coldpress.app.EngineCommand;
import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.settings.SettingSources;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.port.KeyPrefix;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lake of a run as this JVM has opened it. All tasks of the run in this JVM share it, and so the compactor's
 * signature and the memory that merges may have. For several threads.
 */
final class ExecutorLake implements AutoCloseable {

    private static @Nullable ExecutorLake current;

    private final String run;
    private final Lake lake;
    private final EventRecorder events = new EventRecorder();
    private final Compactor compactor;
    private final Set<KeyPrefix> inWork = ConcurrentHashMap.newKeySet();
    private int users;

    private ExecutorLake(String run, Map<String, String> settings) {
        this.run = run;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Shell shell = new Shell(nowhere, nowhere, Map.of(), false, 0, Clock.systemUTC());
        this.lake = new Lakes(EngineCommand.adapters(), shell).open(SettingSources.read(settings, Map.of(), null));
        this.compactor = lake.compactor(events);
    }

    /**
     * The lake of a run, opened by whichever task asks first.
     *
     * @param run the id of one run, and of no other
     * @param settings texts by key
     */
    static synchronized ExecutorLake open(String run, Map<String, String> settings) {
        ExecutorLake open = current;
        if (open == null || !open.run.equals(run)) {
            open = new ExecutorLake(run, settings);
            ExecutorLake former = current;
            current = open;
            closeIfUnused(former);
        }
        open.users++;
        return open;
    }

    /** To be called by each task at its end. The lake stays open for the next task of the run. */
    @Override
    public void close() {
        synchronized (ExecutorLake.class) {
            users--;
            closeIfUnused(this);
        }
    }

    /** Closes what a run has open in this JVM, once no task of it is at work. */
    static synchronized void endRun(String run) {
        ExecutorLake open = current;
        if (open != null && open.run.equals(run)) {
            current = null;
            closeIfUnused(open);
        }
    }

    private static void closeIfUnused(@Nullable ExecutorLake one) {
        if (one != null && one != current && one.users == 0) {
            one.lake.close();
        }
    }

    Compactor compactor() {
        return compactor;
    }

    EventRecorder events() {
        return events;
    }

    /** How many partitions all tasks together may work on at once in this JVM, if they have all of its processors. */
    int partitionsAtOnce() {
        return lake.settings().partitionsAtOnce().orElseGet(() -> lake.store().requestsAtOnce());
    }

    /**
     * Takes a partition for a task of this JVM. Two attempts of one task may be here at once, and the compactor takes
     * its own signature for its own past.
     *
     * @return whether no other task has it
     */
    boolean take(KeyPrefix partition) {
        return inWork.add(partition);
    }

    void giveBack(KeyPrefix partition) {
        inWork.remove(partition);
    }
}
