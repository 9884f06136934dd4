package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectStore;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralProcessesTest {

    private static final int INCREMENTS = 300;

    @TempDir
    private Path root;

    @BeforeEach
    void startAtZero() {
        subject().put(StoreCommands.COUNTER.path(), "0");
    }

    private StoreUnderTest subject() {
        return new StoreUnderTest(LocalFileSystemStore.open(root));
    }

    private String count() {
        return subject().text(StoreCommands.COUNTER.path()).orElseThrow();
    }

    @Test
    void noIncrementOfTwoProcessesAndTheirThreadsIsLost() throws Exception {
        try (OtherProcess one = OtherProcess.start("count", root.toString(), String.valueOf(INCREMENTS));
                OtherProcess two = OtherProcess.start("count", root.toString(), String.valueOf(INCREMENTS))) {
            one.nextLine();
            two.nextLine();
            for (int i = 0; i < INCREMENTS; i++) {
                // Closing a store must not drop the lock that a thread holds through another one.
                try (ObjectStore store = LocalFileSystemStore.open(root)) {
                    StoreCommands.increment(store);
                }
            }
            one.remainingLines();
            two.remainingLines();
            assertThat(List.of(one.exitCode(), two.exitCode())).containsOnly(0);
        }
        assertThat(count()).isEqualTo(String.valueOf(3 * INCREMENTS));
    }

    @Test
    void aProcessThatIsKilledLeavesNoLockAndNothingVisible() throws Exception {
        int last = 0;
        for (int round = 0; round < 5; round++) {
            try (OtherProcess process = OtherProcess.start("count", root.toString(), "1000000")) {
                for (int i = 0; i < 10 + round; i++) {
                    last = Integer.parseInt(process.nextLine());
                }
                process.kill();
            }
            assertThat(Integer.parseInt(count()))
                    .as("the counter after an increment to " + last)
                    .isGreaterThanOrEqualTo(last);
            int next = StoreCommands.increment(subject().store());
            assertThat(count()).isEqualTo(String.valueOf(next));
            assertThat(subject().keys("")).containsExactly(StoreCommands.COUNTER.path());
        }
    }

    @Test
    void aLockFileThatWasDeletedIsMadeAgainAndLocksForAll() throws IOException {
        StoreUnderTest subject = subject();
        for (int i = 1; i <= 20; i++) {
            Files.deleteIfExists(root.resolve(".coldpress.lock"));
            try (OtherProcess other = i == 10 ? OtherProcess.start("count", root.toString(), "1") : null) {
                StoreCommands.increment(subject.store());
                if (other != null) {
                    other.remainingLines();
                }
            }
        }
        assertThat(count()).isEqualTo("21");
    }
}
