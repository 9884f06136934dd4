package dev.coldpress.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopSignalsTest {

    private final List<Object> events = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @Test
    void theFirstStopsTheSecondEndsTheProcess() {
        try (StopSignals signals = new StopSignals(() -> events.add("stop"), events::add, said::add)) {
            assertThat(signals.exitCode()).isEmpty();
            signals.receive(15);
            assertThat(signals.exitCode()).hasValue(143);
            assertThat(events).containsExactly("stop");
            signals.receive(2);
            assertThat(events).containsExactly("stop", 130);
        }
    }

    @Test
    void aRealSignalIsReceived() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (StopSignals signals = StopSignals.install(stopped::countDown, said::add)) {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"));
            assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(signals.exitCode()).hasValue(143);
        }
    }
}
