package dev.coldpress.app.demo;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A lake of two applications with an hour per partition, the last one being the current hour. Among the cold partitions
 * of the first application, one has a file that was cut off, one has files of two schemas that contradict each other,
 * and one has files from before and after a column was added.
 *
 * @param corrupt the file that was cut off
 * @param hot what is written to now
 * @param conflicting where two schemas do not reconcile
 * @param evolving where a column was added
 */
public record DemoLake(Path root, ObjectKey corrupt, List<KeyPrefix> hot, KeyPrefix conflicting, KeyPrefix evolving) {

    private static final List<String> APPLICATIONS = List.of("shop", "game");
    private static final long SEED = 20_260_101;

    /** Written within the first half of the hour, so a quiet period of up to half an hour is over when the hour is. */
    private static final Duration WRITING_TIME = Duration.ofMinutes(30);

    /** Hours before the current one. */
    private static final int CORRUPT_HOUR = 1;

    private static final int CONFLICTING_HOUR = 2;
    private static final int EVOLVING_HOUR = 3;

    /**
     * Writes the lake. The same hour and scale give the same bytes.
     *
     * @param root an empty directory
     */
    public static DemoLake create(Path root, Instant now, DemoScale scale) throws IOException {
        Instant currentHour = now.truncatedTo(ChronoUnit.HOURS);
        for (String application : APPLICATIONS) {
            for (int hoursAgo = 0; hoursAgo < scale.hours(); hoursAgo++) {
                writePartition(root, application, now, hoursAgo, scale);
            }
        }
        String first = APPLICATIONS.get(0);
        ObjectKey corrupt = partition(first, currentHour, CORRUPT_HOUR).key(fileName(scale.filesPerPartition() / 2));
        cutOff(root.resolve(corrupt.path()));
        return new DemoLake(
                root,
                corrupt,
                APPLICATIONS.stream().map(app -> partition(app, currentHour, 0)).toList(),
                partition(first, currentHour, CONFLICTING_HOUR),
                partition(first, currentHour, EVOLVING_HOUR));
    }

    /** The data files of the current hour, and the one that was cut off. */
    public List<Path> filesToLeaveAlone() throws IOException {
        Stream<Path> files = Stream.of(root.resolve(corrupt.path()));
        for (KeyPrefix partition : hot) {
            try (Stream<Path> hotFiles = Files.list(root.resolve(partition.path()))) {
                files = Stream.concat(files, hotFiles.toList().stream());
            }
        }
        return files.sorted().toList();
    }

    private static void writePartition(Path root, String app, Instant now, int hoursAgo, DemoScale scale)
            throws IOException {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).minus(hoursAgo, ChronoUnit.HOURS);
        Path directory = root.resolve(partition(app, hour, 0).path());
        Files.createDirectories(directory);
        Duration step = WRITING_TIME.dividedBy(scale.filesPerPartition());
        SplittableRandom random = new SplittableRandom(SEED ^ hour.getEpochSecond() ^ app.hashCode());
        for (int i = 0; i < scale.filesPerPartition(); i++) {
            Instant start = hour.plus(step.multipliedBy(i));
            EventSchema schema = schema(app, hoursAgo, i, scale.filesPerPartition());
            Path file = directory.resolve(fileName(i));
            EventFile.write(file, schema, new Events(schema, random.split(), start), scale.rowsPerFile());
            Instant end = start.plus(step);
            Files.setLastModifiedTime(file, FileTime.from(end.isBefore(now) ? end : now));
        }
    }

    private static EventSchema schema(String app, int hoursAgo, int file, int files) {
        if (!app.equals(APPLICATIONS.get(0))) {
            return EventSchema.USUAL;
        }
        if (hoursAgo == CONFLICTING_HOUR && file % 2 == 1) {
            return EventSchema.AMOUNT_AS_TEXT;
        }
        return hoursAgo == EVOLVING_HOUR && file >= files / 2 ? EventSchema.WITH_REFERRER : EventSchema.USUAL;
    }

    private static void cutOff(Path file) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        Files.setLastModifiedTime(file, modified);
    }

    private static KeyPrefix partition(String app, Instant currentHour, int hoursAgo) {
        return LakeLayout.DEFAULT.print(Map.of("app_id", app), currentHour.minus(hoursAgo, ChronoUnit.HOURS));
    }

    private static String fileName(int number) {
        return String.format(Locale.ROOT, "part-%05d.parquet", number);
    }
}
