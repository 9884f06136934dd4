package dev.coldpress.simulator.history;

import dev.coldpress.port.Workers;
import dev.coldpress.simulator.step.Operation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The threads of one life of a process: the history decides which of them goes next. */
final class SimulatedWorkers implements Workers {

    private final Baton baton;
    private final CompactorActor first;
    private final ProcessGate gate;
    private List<WorkerActor> others = List.of();
    private boolean isJoining;

    SimulatedWorkers(Baton baton, CompactorActor first, ProcessGate gate) {
        this.baton = baton;
        this.first = first;
        this.gate = gate;
    }

    @Override
    public void doAtOnce(int threads, Runnable work) {
        others = first.workers().subList(0, threads - 1);
        isJoining = false;
        others.forEach(other -> other.begin(first.lives(), work, this::oneEnded));
        try {
            RuntimeException fault = null;
            try {
                work.run();
            } catch (RuntimeException e) {
                fault = e;
            }
            join();
            if (fault != null) {
                throw fault;
            }
            others.forEach(SimulatedWorkers::rethrow);
        } catch (ProcessEnd crashed) {
            unwind();
            throw crashed;
        }
    }

    private void join() {
        isJoining = true;
        while (others.stream().anyMatch(SimulatedWorkers::isAtWork)) {
            block(first);
        }
        isJoining = false;
    }

    private static boolean isAtWork(WorkerActor worker) {
        return worker.pending() != null || worker.isUnderWay();
    }

    private static void rethrow(WorkerActor worker) {
        Throwable fault = worker.fault();
        if (fault instanceof Error error) {
            throw error;
        } else if (fault != null) {
            throw (RuntimeException) fault;
        }
    }

    /** Called by a worker that has left its work. */
    private void oneEnded() {
        if (gate.isDead() || baton.isOver()) {
            // The first thread leads the others out, or learns by this that the process has crashed.
            first.grant();
            return;
        }
        if (isJoining && others.stream().noneMatch(SimulatedWorkers::isAtWork)) {
            first.isReadyFor(Operation.PAUSE, "all threads have ended");
        }
        baton.pass();
    }

    /** Leads the threads that are still in the work out of it, since the process has crashed or the history is over. */
    private void unwind() {
        gate.dies();
        for (WorkerActor worker : others) {
            if (worker.isUnderWay()) {
                worker.grant();
                first.await();
            } else {
                worker.ends();
            }
        }
    }

    /** Returns once somebody has said that the actor is ready, and the history has chosen it. */
    private void block(ThreadedActor self) {
        self.isBlocked();
        baton.awaitTurn(self);
        gate.requireAlive();
    }

    @Override
    public Lock newLock() {
        return new SimulatedLock();
    }

    /** Who waits for it cannot go on, so that the history chooses another one. */
    private final class SimulatedLock implements Lock {

        private final Deque<ThreadedActor> waiting = new ArrayDeque<>();
        private @Nullable ThreadedActor holder;

        @Override
        public void lock() {
            ThreadedActor self = baton.atWork();
            while (holder != null) {
                waiting.add(self);
                block(self);
            }
            holder = self;
        }

        @Override
        public void unlock() {
            holder = null;
            ThreadedActor next = waiting.poll();
            if (next != null) {
                next.isReadyFor(Operation.PAUSE, "the lock is free");
            }
        }

        @Override
        public boolean tryLock() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void lockInterruptibly() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException();
        }
    }
}
