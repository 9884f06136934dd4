package dev.coldpress.testkit.contract;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every {@link ObjectStore} promises, one test per promise. An adapter, a fake or a decorator proves itself by a
 * subclass:
 *
 * <pre>{@code
 * class MyStoreContractTest extends ObjectStoreContract {
 *     protected ObjectStore openEmpty() { ... }
 *     protected ObjectStore openAgain() { ... }
 * }
 * }</pre>
 *
 * <p>Tests of a capability run if {@link ObjectStore#capabilities()} declares it; if not, the test that the store
 * refuses the operation does. Left open, because stores differ in it: whether a prefix is listed below which there is
 * no object, and whether a key may be a prefix of another one's directory ({@code a} beside {@code a/b}), which no file
 * system allows.
 */
public abstract class ObjectStoreContract
        implements RootContract,
                ListingContract,
                ReadingContract,
                ConditionalWriteContract,
                DeletingContract,
                StagingContract,
                CopyingContract,
                PublishingContract,
                AbortingContract {

    private StoreUnderTest subject;

    /** Opens a store with nothing in it. The contract closes it. */
    protected abstract ObjectStore openEmpty();

    /** Opens what the last {@link #openEmpty} opened again, as another process would. The contract closes it. */
    protected abstract ObjectStore openAgain();

    /**
     * Opens a directory of what the last {@link #openEmpty} opened, as the root of another store. The contract closes
     * it.
     *
     * @return empty, as here, if the store has no directory that could be a root
     */
    @Override
    public Optional<ObjectStore> openBelow(KeyPrefix directory) {
        return Optional.empty();
    }

    /** How often each race is run; a store with slow answers may choose fewer. */
    @Override
    public int raceRounds() {
        return 25;
    }

    /** The store of the present test, for tests that a subclass adds. */
    @Override
    public final StoreUnderTest subject() {
        return subject;
    }

    @Override
    public final ObjectStore reopen() {
        return openAgain();
    }

    @BeforeEach
    final void openStore() {
        subject = new StoreUnderTest(openEmpty());
    }

    @AfterEach
    final void closeStore() {
        subject.store().close();
    }
}
