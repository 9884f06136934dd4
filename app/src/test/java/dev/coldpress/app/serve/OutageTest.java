package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.log.LogOutput;
import dev.coldpress.testkit.fault.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** A store that is away for an hour, with a run every ten minutes. */
class OutageTest {

    private static final int RUNS = 6;

    private final DaemonUnderTest daemon = new DaemonUnderTest();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void startWithAStoreThatAnswers() throws Exception {
        LogOutput.set(Level.INFO, Level.WARN, false, new PrintStream(log, true, StandardCharsets.UTF_8));
        daemon.interval = Duration.ofMinutes(10);
        daemon.start().awaitEndOfRun();
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        log.reset();
    }

    @AfterEach
    void close() {
        daemon.close();
        LogOutput.set(Level.WARN, Level.WARN, false, System.err);
    }

    @Test
    void eachRunIsOneLineAndOneCountAndTheFirstRunAfterwardsDoesWhatWasDue() throws Exception {
        String before = lastSuccess();
        daemon.faults = (operation, target) -> Fault.FAIL_BEFORE;
        for (int run = 1; run <= RUNS; run++) {
            daemon.awaitNextRun();
            assertThat(daemon.get("/metrics").body())
                    .contains("compaction_runs_total{result=\"failed\"} " + run + ".0");
            daemon.awaitReadiness(503);
            assertThat(daemon.get("/readyz").body()).hasLineCount(1);
            assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
        }
        assertThat(logged()).hasLineCount(RUNS).doesNotContain("\tat ");
        assertThat(logged().lines()).allMatch(line -> line.contains(" ERROR CompactionScheduler: The run failed"));
        assertThat(lastSuccess())
                .as("the gauge goes on telling of the run before")
                .isEqualTo(before);
        assertThat(daemon.get("/").body()).contains("<td class=\"bad\" data-name=\"Result\">failed</td>");

        daemon.faults = (operation, target) -> Fault.NONE;
        daemon.awaitNextRun();
        daemon.awaitReadiness(200);
        assertThat(lastSuccess()).isNotEqualTo(before);
        assertThat(daemon.get("/metrics").body()).contains("compaction_input_files_total 3.0");
    }

    /** What that run says is in the metrics: a supervisor cannot mend it. */
    @Test
    void aStoreThatIsBackIsReadyBeforeARunHasSucceeded() throws Exception {
        daemon.faults = (operation, target) -> Fault.FAIL_BEFORE;
        daemon.awaitNextRun();
        daemon.awaitReadiness(503);
        daemon.faults = (operation, target) -> Fault.NONE;
        daemon.clock.advance(Duration.ofMinutes(1));
        daemon.awaitReadiness(200);
    }

    private String lastSuccess() throws Exception {
        return daemon.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("compaction_last_success_timestamp_seconds "))
                .findFirst()
                .orElseThrow();
    }

    private String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
