package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoreException;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;

/** What each part of {@link ObjectStoreContract} works on. */
interface StoreFixture {

    /** An empty store, fresh for each test. */
    StoreUnderTest subject();

    /** Another instance on the same content, closed by the test. */
    ObjectStore reopen();

    /** A store on a directory of the same content, closed by the test; empty if the store has no such thing. */
    Optional<ObjectStore> openBelow(KeyPrefix directory);

    /** How often a race is run. */
    int raceRounds();

    default ObjectStore store() {
        return subject().store();
    }

    default void require(Predicate<StoreCapabilities> capability) {
        Assumptions.assumeTrue(capability.test(store().capabilities()), "the store does not declare the capability");
    }

    default void requireMissing(Predicate<StoreCapabilities> capability) {
        Assumptions.assumeFalse(capability.test(store().capabilities()), "the store declares the capability");
    }

    default void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .extracting(StoreException::kind)
                .isEqualTo(StoreException.Kind.UNSUPPORTED);
    }
}
