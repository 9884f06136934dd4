package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.place.LakePlace;
import dev.coldpress.acceptance.place.S3Place;
import dev.coldpress.acceptance.product.ProjectHome;
import dev.coldpress.acceptance.s3.FaultyWire;
import dev.coldpress.acceptance.s3.FaultyWire.Fault;
import dev.coldpress.acceptance.s3.FaultyWire.Weather;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Surroundings in which the store of a run does not answer as it should. On S3 it is a wire on which requests and
 * answers get lost, come late or break off; on the local file system a library that is loaded before all others, and
 * lets calls to the operating system fail before or after their effect, write a part only, or take their time.
 */
final class FaultySurroundings implements AutoCloseable {

    private static final double FAULTS_PER_REQUEST = 0.03;

    /** Of those that change a file, of which one change of the store takes several. */
    private static final int FAULTS_PER_1000_CALLS = 6;

    private static final int LONGEST_DELAY_MILLIS = 1500;

    private final @Nullable FaultyWire wire;
    private final List<String> starter;

    private FaultySurroundings(@Nullable FaultyWire wire, List<String> starter) {
        this.wire = wire;
        this.starter = starter;
    }

    static FaultySurroundings onS3(URI server, long seed) throws IOException {
        return new FaultySurroundings(FaultyWire.before(server, new BadWeather(seed)), List.of());
    }

    /**
     * Builds the library, by the C compiler.
     *
     * @param below the files that are concerned
     * @throws IOException if there is no C compiler
     */
    static FaultySurroundings onFiles(Path folder, Path below, long seed) throws IOException, InterruptedException {
        Path library = folder.resolve("faulty-files.so");
        Path source = ProjectHome.path("acceptance-tests/src/test/c/faulty-files.c");
        Process compiler = new ProcessBuilder(
                        "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString(), "-ldl")
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IOException("cc did not build " + source);
        }
        return new FaultySurroundings(
                null,
                List.of(
                        "env",
                        "LD_PRELOAD=" + library,
                        "FAULTY_BELOW=" + below,
                        "FAULTY_PER_MILLE=" + FAULTS_PER_1000_CALLS,
                        "FAULTY_SEED=" + seed));
    }

    /** By which program the command is started. */
    List<String> starter() {
        return starter;
    }

    /** What names a place to a run in these surroundings. */
    List<String> runOptions(LakePlace place) {
        return wire != null && place instanceof S3Place bucket
                ? bucket.runOptions(wire.endpoint())
                : place.runOptions();
    }

    /** How many answers of S3 went wrong; of files nobody counts. */
    int faults() {
        return wire == null ? 0 : wire.faults();
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
        }
    }

    private static final class BadWeather implements Weather {

        private final Random random;

        BadWeather(long seed) {
            random = new Random(seed);
        }

        @Override
        public synchronized Optional<Fault> over(String line, String body) {
            if (random.nextDouble() >= FAULTS_PER_REQUEST) {
                return Optional.empty();
            }
            return Optional.of(
                    switch (random.nextInt(4)) {
                        case 0 -> new Fault.LostRequest();
                        case 1 -> new Fault.LostAnswer();
                        case 2 -> new Fault.Late(random.nextInt(LONGEST_DELAY_MILLIS));
                        default -> new Fault.Cut(random.nextDouble());
                    });
        }
    }
}
