package dev.coldpress.acceptance.soak;

import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.ParquetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Three applications that write small files into the lake, hour by hour: most while the hour lasts, some hours or days
 * late, and now and then one that is broken. Each file appears whole, and is kept a second time beside the lake, as the
 * truth. For one thread.
 */
final class Sink {

    private static final List<String> APPLICATIONS = List.of("orders", "clicks", "sensors");
    private static final int[] FILES_PER_HOUR = {20, 10, 5};

    /** Of five minutes each. */
    private static final int STEPS_PER_HOUR = 12;

    private static final int LONGEST_DELAY_HOURS = 72;
    private static final DateTimeFormatter DIRECTORY = DateTimeFormatter.ofPattern(
                    "'/year='yyyy'/month='MM'/day='dd'/hour='HH/")
            .withZone(ZoneOffset.UTC);

    private final FastClock clock;
    private final Path root;
    private final Path truth;
    private final Random random;
    private final Instant release;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Path> brokenFiles = new ArrayList<>();
    private long nextId;
    private Duration behind = Duration.ZERO;
    private volatile int written;

    /**
     * A file that a sink wrote.
     *
     * @param time by the fast clock
     * @param hour of its partition
     */
    record Arrival(Instant time, String partition, Instant hour, long sizeBytes) {}

    /**
     * Writes nothing yet.
     *
     * @param release from when on the applications write their new schemas
     */
    Sink(FastClock clock, Path root, Path truth, long seed, Instant release) {
        this.clock = clock;
        this.root = root;
        this.truth = truth;
        this.random = new Random(seed);
        this.release = release;
    }

    /** Loads the classes that write, which would make the first files late. */
    static void warmUp(Path folder) throws IOException {
        ParquetFiles.write(folder.resolve("warm-up.parquet"), SoakRows.of(0, true), 0, 1, FileForm.USUAL);
    }

    /** What was written and is whole, in order of time. */
    List<Arrival> arrivals() {
        return arrivals;
    }

    /** Relative to the root. */
    List<Path> brokenFiles() {
        return brokenFiles;
    }

    /** How many files were written so far, also the broken ones. For any thread. */
    int written() {
        return written;
    }

    /** How far it ever was behind the clock: on a busy machine, more files come late than it means to. */
    Duration behind() {
        return behind;
    }

    /** Writes the files of some hours, each when its time has come. */
    void write(int hours) throws IOException, InterruptedException {
        for (int step = 0; step < hours * STEPS_PER_HOUR; step++) {
            Instant time = clock.start().plus(Duration.ofMinutes(60L / STEPS_PER_HOUR * step));
            clock.sleepUntil(time);
            Duration late = Duration.between(time, clock.instant());
            behind = late.compareTo(behind) > 0 ? late : behind;
            for (int application = 0; application < APPLICATIONS.size(); application++) {
                writeStep(application, time);
            }
        }
    }

    private void writeStep(int application, Instant time) throws IOException {
        double files = (double) FILES_PER_HOUR[application] / STEPS_PER_HOUR;
        int count = (int) files + (random.nextDouble() < files % 1 ? 1 : 0);
        for (int i = 0; i < count; i++) {
            add(application, time);
        }
        if (random.nextInt(STEPS_PER_HOUR) == 0) {
            // Small delays are more frequent than large ones.
            double delay = random.nextDouble() * random.nextDouble() * LONGEST_DELAY_HOURS;
            add(application, latest(time.minus(Duration.ofHours(1 + (long) delay)), clock.start()));
        }
        if (random.nextInt(STEPS_PER_HOUR * 24) == 0) {
            addBroken(application, time);
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void add(int application, Instant eventTime) throws IOException {
        boolean isNew = !clock.instant().isBefore(release);
        int rows = 5 + random.nextInt(80);
        Path kept = place(truth, application, eventTime);
        ParquetFiles.write(kept, SoakRows.of(application, isNew), nextId, rows, FileForm.USUAL);
        nextId += rows;
        appear(kept);
        Instant hour =
                eventTime.atOffset(ZoneOffset.UTC).withMinute(0).withSecond(0).toInstant();
        arrivals.add(new Arrival(clock.instant(), LakeFiles.partition(truth, kept), hour, Files.size(kept)));
    }

    private void addBroken(int application, Instant eventTime) throws IOException {
        Path model = place(truth.resolveSibling("broken"), application, eventTime);
        ParquetFiles.write(model, SoakRows.of(application, false), 0, 20, FileForm.USUAL);
        byte[] whole = Files.readAllBytes(model);
        byte[] content = Arrays.copyOf(whole, random.nextInt(whole.length));
        if (random.nextBoolean()) {
            content = whole;
            content[content.length - 5] ^= 0x40;
        }
        Files.write(model, content);
        brokenFiles.add(appear(model));
    }

    private Path place(Path folder, int application, Instant eventTime) throws IOException {
        Path directory =
                Files.createDirectories(folder.resolve(APPLICATIONS.get(application) + DIRECTORY.format(eventTime)));
        return directory.resolve(String.format("part-%08x-%d.parquet", random.nextInt(), nextId));
    }

    /** A link is whole from its first moment on, and costs no second write. Returns it relative to the root. */
    private Path appear(Path kept) throws IOException {
        Path folder = kept.startsWith(truth) ? truth : truth.resolveSibling("broken");
        Path relative = folder.relativize(kept);
        Path visible = root.resolve(relative);
        Files.createDirectories(visible.getParent());
        Files.createLink(visible, kept);
        written = arrivals.size() + brokenFiles.size() + 1;
        return relative;
    }
}
