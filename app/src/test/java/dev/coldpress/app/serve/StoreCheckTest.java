package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoreCheckTest {

    private static final Duration A_WHILE = Duration.ofSeconds(11);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-15T13:00:00Z"));
    private final SlowThread thread = new SlowThread();
    private FaultPlan faults = FaultPlan.NONE;
    private final StoreCheck check = new StoreCheck(
            new FaultyObjectStore(
                    new InMemoryObjectStore(clock), (operation, target) -> faults.next(operation, target)),
            clock,
            thread);

    @Test
    void aStoreThatHasNeverAnsweredIsNotReady() {
        assertThat(check.problem()).isEqualTo("the store has not answered yet");
        assertThat(check.problem()).isEqualTo("the store has not answered yet");
        thread.runAll();
        assertThat(check.problem()).isEmpty();
    }

    @Test
    void aStoreThatIsSlowEachTimeStaysReady() {
        check.problem();
        thread.runAll();
        for (int i = 0; i < 3; i++) {
            assertThat(check.problem()).isEmpty();
            clock.advance(A_WHILE);
            assertThat(check.problem()).as("asked anew, no answer yet").isEmpty();
            assertThat(thread.waiting()).isEqualTo(1);
            thread.runAll();
        }
    }

    @Test
    void aStoreThatDoesNotAnswerForLongIsNotReady() {
        check.problem();
        thread.runAll();
        check.problem();
        clock.advance(A_WHILE);
        check.problem();
        clock.advance(A_WHILE);
        assertThat(check.problem()).isEqualTo("the store takes long to answer");
        assertThat(thread.waiting()).as("one question at a time").isEqualTo(1);
        thread.runAll();
        assertThat(check.problem()).isEmpty();
    }

    @Test
    void aFaultIsTold() {
        faults = (operation, target) -> Fault.FAIL_BEFORE;
        check.problem();
        thread.runAll();
        assertThat(check.problem()).isNotEmpty().doesNotContain("not answered yet");
        faults = FaultPlan.NONE;
        clock.advance(A_WHILE);
        assertThat(check.problem()).as("until it has answered").isNotEmpty();
        thread.runAll();
        assertThat(check.problem()).isEmpty();
    }

    /** Does what it is given when it is told to. */
    private static final class SlowThread extends AbstractExecutorService {

        private final Queue<Runnable> work = new ArrayDeque<>();

        int waiting() {
            return work.size();
        }

        void runAll() {
            for (Runnable next = work.poll(); next != null; next = work.poll()) {
                next.run();
            }
        }

        @Override
        public void execute(Runnable command) {
            work.add(command);
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.copyOf(work);
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
