package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.s3.Bucket;
import dev.coldpress.acceptance.s3.FaultyWire;
import dev.coldpress.acceptance.s3.LinkDirection;
import dev.coldpress.acceptance.s3.S3ServerProcess;
import dev.coldpress.acceptance.s3.SlowLink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Jobs on a lake of a server of S3 in another process, whose answers come late or over a link of limited speed. */
final class S3Job {

    private static final String BUCKET = "lake";

    private static final long BYTES_OF_A_MEGABIT = 1_000_000 / 8;

    /** Two digits for each second. */
    private static final int SLOT_TENTHS = 5;

    private final LakeSize size;
    private final JobLakes lakes;
    private final Path folder;
    private final List<Variant> variants;
    private final int delayMillis;

    S3Job(LakeSize size, JobLakes lakes, Path folder, List<Variant> variants, int delayMillis) {
        this.size = size;
        this.lakes = lakes;
        this.folder = folder;
        this.variants = variants;
        this.delayMillis = delayMillis;
    }

    /** Merges the lake; in the first round, compares what was written. */
    void compact(int runs, Rounds rounds) throws Exception {
        for (int run = 0; run < runs; run++) {
            for (Variant variant : variants) {
                try (S3ServerProcess server = S3ServerProcess.start(folder.resolve("server.log"));
                        Bucket bucket = filled(server)) {
                    rounds.add(variant.name(), runBehindDelay(variant, bucket, server));
                    if (run == 0) {
                        requireMerged(bucket, variant);
                    }
                }
            }
        }
    }

    /** The same over a link. The server keeps the objects on disk, since they are many bytes. */
    void compactOverLink(int megabits, int runs, Rounds rounds) throws Exception {
        for (int run = 0; run < runs; run++) {
            for (Variant variant : variants) {
                Path objects = Files.createDirectory(folder.resolve("objects"));
                try (S3ServerProcess server = S3ServerProcess.startOnDisk(objects, folder.resolve("server.log"));
                        Bucket bucket = filled(server)) {
                    rounds.add(variant.name(), runOverLink(variant, bucket, server, megabits));
                    if (run == 0) {
                        requireMerged(bucket, variant);
                    }
                }
                TemporaryFolder.delete(objects);
            }
        }
    }

    private void requireMerged(Bucket bucket, Variant variant) throws Exception {
        Path after = Files.createDirectory(folder.resolve("after"));
        bucket.download(after, Bucket::isVisible);
        lakes.requireMerged(size, after, variant.name());
        TemporaryFolder.delete(after);
    }

    /** Runs over the lake again and again when all is merged. */
    void rest(int runs, Rounds rounds) throws Exception {
        try (S3ServerProcess server = S3ServerProcess.start(folder.resolve("server.log"));
                Bucket bucket = filled(server)) {
            Variant.usual().run(arguments(bucket.options("")), credentials(), folder.resolve("log"));
            for (int run = 0; run < runs; run++) {
                for (Variant variant : variants) {
                    rounds.add(variant.name(), runBehindDelay(variant, bucket, server));
                }
            }
        }
    }

    private Bucket filled(S3ServerProcess server) throws Exception {
        Bucket bucket = Bucket.create(server.endpoint(), BUCKET);
        List<Path> files = LakeFiles.visible(lakes.files(size));
        for (int i = 0; i < size.partitions(); i++) {
            for (Path file : files) {
                bucket.put(JobLakes.partition(i) + "/" + file.getFileName(), file);
            }
        }
        return bucket;
    }

    private Measurement runBehindDelay(Variant variant, Bucket bucket, S3ServerProcess server) throws Exception {
        RequestTally tally = new RequestTally(delayMillis);
        try (FaultyWire wire = FaultyWire.before(server.endpoint(), tally)) {
            Duration before = processorTime(server);
            Measurement taken = run(variant, bucket.options("", wire.endpoint()));
            return taken.withRequests(tally.byKind())
                    .withRemarks(List.of(remark(processorTime(server).minus(before))));
        }
    }

    private Measurement runOverLink(Variant variant, Bucket bucket, S3ServerProcess server, int megabits)
            throws Exception {
        try (SlowLink link = SlowLink.before(server.endpoint(), megabits * BYTES_OF_A_MEGABIT)) {
            Duration before = processorTime(server);
            Measurement taken = run(variant, bucket.options("", link.endpoint()));
            return taken.withRemarks(List.of(
                    remark("down", link.down(), taken.wallSeconds()),
                    remark("up", link.up(), taken.wallSeconds()),
                    remark(processorTime(server).minus(before))));
        }
    }

    private Measurement run(Variant variant, List<String> place) throws Exception {
        return variant.run(arguments(place), credentials(), folder.resolve("log"));
    }

    /** Of the server, and of this process, which has what lies between. */
    private static Duration processorTime(S3ServerProcess server) {
        Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return server.processorTime().plus(own);
    }

    private static String remark(Duration processorTime) {
        return String.format(
                Locale.ROOT,
                "processor time of the server and of what lies before it: %.1f s",
                processorTime.toMillis() / 1e3);
    }

    private static String remark(String name, LinkDirection direction, double seconds) {
        return String.format(
                Locale.ROOT,
                "%-4s %,d MB, %.2f of the link: %s",
                name,
                Math.round(direction.totalBytes() / 1e6),
                direction.share(seconds),
                direction.usage(SLOT_TENTHS));
    }

    /** The objects have just been written. */
    private static List<String> arguments(List<String> place) {
        List<String> arguments = new ArrayList<>(List.of("run", "--quiet-period=0s"));
        arguments.addAll(place);
        return arguments;
    }

    private static Map<String, String> credentials() {
        return S3ServerProcess.environment();
    }
}
