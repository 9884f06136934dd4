package dev.coldpress.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.place.S3Place;
import dev.coldpress.acceptance.s3.FaultyWire;
import dev.coldpress.acceptance.s3.FaultyWire.Fault;
import dev.coldpress.acceptance.s3.FaultyWire.Weather;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer of the store that breaks off where the output is looked for, before its sources are deleted. */
class CutAnswerTest {

    private static final int FILES = 6;

    @TempDir
    private Path folder;

    /** Cut there, the answer is one of an object of another size, or of none. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "Content-Range", "ETag", "Last-Modified"})
    void aLookAtTheOutputThatIsCutInsideAHeaderLeavesNoRowTwice(String header) throws Exception {
        OnceCommitted weather = new OnceCommitted(new Fault.CutInside(header));
        try (LivingLake lake = LivingLake.create(Store.S3, folder);
                FaultyWire wire = FaultyWire.before(lake.server().endpoint(), weather)) {
            lake.deliver(FILES);
            LivingLake.Ended run = lake.command(((S3Place) lake.place()).runOptions(wire.endpoint()), "run");
            assertThat(wire.faults()).as(run.printed()).isEqualTo(1);
            assertThat(run.printed()).doesNotContain("should not have happened", "Unexpected");
            lake.repair();
            assertThat(lake.files()).isEqualTo(1);
            lake.assertAtRest();
        }
    }

    /** The first look at an output after the decision was written: a HEAD, or a GET of its first byte. */
    private static final class OnceCommitted implements Weather {

        private final Fault fault;
        private final AtomicBoolean isCommitted = new AtomicBoolean();
        private final AtomicBoolean isOver = new AtomicBoolean();

        OnceCommitted(Fault fault) {
            this.fault = fault;
        }

        @Override
        public Optional<Fault> over(String line, String body) {
            if (line.startsWith("PUT ") && body.contains("state committed")) {
                isCommitted.set(true);
            }
            boolean isLook = line.matches("(HEAD|GET) \\S*compacted_.*");
            return isCommitted.get() && isLook && isOver.compareAndSet(false, true)
                    ? Optional.of(fault)
                    : Optional.empty();
        }
    }
}
