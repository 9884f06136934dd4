package dev.coldpress.testkit.contract;

import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.run.PacedObjectStore;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.store.CountingObjectStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** The contract on the heap: with everything, with each capability missing, and under each decorator without faults. */
class InMemoryObjectStoreContractTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-01-01T00:00:00Z"));

    @Nested
    class WithAllCapabilities extends InMemoryContract {}

    @Nested
    class WithoutCreateIfAbsent extends InMemoryContract {
        @Override
        StoreCapabilities capabilities() {
            return new StoreCapabilities(false, true, true, true, true, true);
        }
    }

    @Nested
    class WithoutReplace extends InMemoryContract {
        @Override
        StoreCapabilities capabilities() {
            return new StoreCapabilities(true, false, true, true, true, true);
        }
    }

    @Nested
    class WithoutStagedUploads extends InMemoryContract {
        @Override
        StoreCapabilities capabilities() {
            return new StoreCapabilities(true, true, true, false, true, true);
        }
    }

    @Nested
    class WithVersionsThatAreHashes extends InMemoryContract {
        @Override
        StoreCapabilities capabilities() {
            return new StoreCapabilities(true, true, false, true, false, false);
        }
    }

    @Nested
    class Counted extends InMemoryContract {
        @Override
        ObjectStore decorate(ObjectStore store) {
            return new CountingObjectStore(store);
        }
    }

    @Nested
    class WithoutFaults extends InMemoryContract {
        @Override
        ObjectStore decorate(ObjectStore store) {
            return new FaultyObjectStore(store, FaultPlan.NONE);
        }
    }

    @Nested
    class Paced extends InMemoryContract {
        @Override
        ObjectStore decorate(ObjectStore store) {
            return new PacedObjectStore(store, 1, CLOCK, new RecordingPause());
        }
    }

    abstract static class InMemoryContract extends ObjectStoreContract {

        private InMemoryObjectStore latest = new InMemoryObjectStore(CLOCK);

        StoreCapabilities capabilities() {
            return StoreCapabilities.ALL;
        }

        ObjectStore decorate(ObjectStore store) {
            return store;
        }

        @Override
        protected ObjectStore openEmpty() {
            latest = new InMemoryObjectStore(CLOCK, capabilities());
            return decorate(latest);
        }

        @Override
        protected ObjectStore openAgain() {
            return decorate(latest.reopen());
        }

        @Override
        public int raceRounds() {
            return 50;
        }
    }
}
