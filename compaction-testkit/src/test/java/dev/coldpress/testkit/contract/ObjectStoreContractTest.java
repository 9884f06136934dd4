package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract is worth what it finds. */
class ObjectStoreContractTest {

    @ParameterizedTest
    @EnumSource
    void eachMistakeIsFoundByTheTestThatIsMeantForIt(BrokenStore mistake) {
        Contract.mistake = mistake;

        TestExecutionSummary summary = run(mistake.testThatFindsIt);

        assertThat(summary.getTestsFoundCount()).isEqualTo(1);
        assertThat(summary.getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException()).isInstanceOf(AssertionError.class));
    }

    private static TestExecutionSummary run(String test) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(Contract.class, test))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    /** Run by the test above only, one mistake after the other. */
    static class Contract extends ObjectStoreContract {

        private static BrokenStore mistake = BrokenStore.ABORTS_NOTHING;

        private InMemoryObjectStore real = mistake.openReal();

        @Override
        protected ObjectStore openEmpty() {
            real = mistake.openReal();
            return mistake.over(real);
        }

        @Override
        protected ObjectStore openAgain() {
            return mistake.over(real.reopen());
        }

        @Override
        public int raceRounds() {
            return 50;
        }
    }
}
