package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.testkit.contract.ObjectStoreContract;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.store.CountingObjectStore;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on files, alone and under both decorators. */
class LocalFileSystemStoreContractTest {

    @Nested
    class Alone extends LocalContract {}

    @Nested
    class Decorated extends LocalContract {
        @Override
        ObjectStore decorate(ObjectStore store) {
            return new FaultyObjectStore(new CountingObjectStore(store), FaultPlan.NONE);
        }

        @Override
        public int raceRounds() {
            return 2;
        }
    }

    abstract static class LocalContract extends ObjectStoreContract {

        @TempDir
        private Path root;

        ObjectStore decorate(ObjectStore store) {
            return store;
        }

        @Test
        void theCapabilitiesArePrinted() {
            System.out.println("Declared: " + store().capabilities());
            assertThat(store().capabilities()).isEqualTo(StoreCapabilities.ALL);
        }

        @Override
        protected ObjectStore openEmpty() {
            return decorate(LocalFileSystemStore.open(root));
        }

        @Override
        public Optional<ObjectStore> openBelow(KeyPrefix directory) {
            return Optional.of(decorate(LocalFileSystemStore.open(root.resolve(directory.path()))));
        }

        @Override
        protected ObjectStore openAgain() {
            return decorate(LocalFileSystemStore.open(root));
        }
    }
}
