package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.place.LakePlace;
import dev.coldpress.acceptance.place.LocalPlace;
import dev.coldpress.acceptance.place.S3Place;
import dev.coldpress.acceptance.product.ColdpressProcess;
import dev.coldpress.acceptance.s3.S3ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The program behind {@code scripts/spark-check [SPARK:SCALA ...]}. Compacts a lake on a standalone cluster and a copy
 * of it by a run alone, on local files and on a server of S3. Rows and reports have to be equal.
 */
final class ClusterCheck implements AutoCloseable {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final long SEED = 1;

    /** What two runs never have in common. */
    private static final List<String> DIFFERENT = List.of(
            "\"(root|startedAt)\": ?\"[^\"]*\"",
            "\"(durationMillis|mergeMillis|duplicateWindowMillis)\": ?\\d+",
            "compacted_[0-9a-f-]{36}");

    private final TemporaryFolder folder = TemporaryFolder.create("coldpress-spark");
    private final DuckDb duck = new DuckDb();
    private final SparkCluster cluster;

    ClusterCheck(String spark, String scala) throws IOException, SQLException {
        cluster = SparkCluster.start(
                folder.path().resolve("cluster"), "--spark", spark, "--scala", scala, "--workers", "2");
    }

    public static void main(String[] args) throws Exception {
        List<String> versions = args.length == 0 ? List.of("3.5.9:2.12") : List.of(args);
        boolean isRight = true;
        for (String version : versions) {
            String[] parts = version.split(":", -1);
            if (parts.length != 2) {
                System.err.println("usage: scripts/spark-check [SPARK:SCALA ...]");
                System.exit(2);
            }
            try (ClusterCheck check = new ClusterCheck(parts[0], parts[1])) {
                List<String> faults = check.run();
                isRight &= faults.isEmpty();
                System.out.println("Spark " + parts[0] + ", Scala " + parts[1] + ", Java "
                        + Runtime.version().feature() + ": "
                        + (faults.isEmpty() ? "rows and reports equal" : String.join("\n", faults)));
            }
        }
        System.exit(isRight ? 0 : 1);
    }

    /** Returns what is not as it should be. */
    List<String> run() throws Exception {
        List<String> faults = new ArrayList<>(onFiles());
        try (S3ServerProcess server = S3ServerProcess.start(folder.path().resolve("s3-server.log"));
                LakePlace place = new S3Place(server, folder.path())) {
            faults.addAll(compare(place));
        }
        return faults;
    }

    /** The same, on local files alone. */
    List<String> onFiles() throws Exception {
        try (LakePlace place = new LocalPlace(
                Files.createDirectories(folder.path().resolve("lakes").resolve("lake")))) {
            return compare(place);
        }
    }

    private List<String> compare(LakePlace place) throws Exception {
        CrashLake lake =
                new CrashLake(SparkCluster.PARTITIONS, place, folder.path().resolve("sink"), duck, new Random(SEED));
        lake.topUp();
        try (LakePlace copy = place.another()) {
            place.copyTo(copy, path -> true);
            String alone = report(ColdpressProcess.start(lake.jvmOptions(), arguments(copy), log()));
            String spark = report(cluster.submit(arguments(place), List.of(), log()));
            List<String> faults = new ArrayList<>();
            RowAudit.Finding finding = new RowAudit(duck).look(lake);
            if (!finding.isExact()) {
                faults.add(place.runOptions() + ": " + finding);
            }
            if (!spark.equals(alone)) {
                faults.add(place.runOptions() + ": the report is\n" + spark + "\nand that of a run alone\n" + alone);
            }
            return faults;
        }
    }

    private static List<String> arguments(LakePlace place) {
        List<String> arguments = new ArrayList<>(CrashLake.runArguments(place.runOptions()));
        arguments.add("--json");
        return arguments;
    }

    private static String report(ColdpressProcess started) throws IOException, InterruptedException {
        try (ColdpressProcess run = started) {
            run.endWell(LONGEST_RUN);
            // Spark logs to the same place.
            String printed = run.printed();
            String json = printed.substring(printed.indexOf('{'), printed.lastIndexOf('}') + 1);
            for (String different : DIFFERENT) {
                json = json.replaceAll(different, "");
            }
            return json;
        }
    }

    private Path log() {
        return folder.path().resolve("run.log");
    }

    @Override
    public void close() throws IOException, SQLException {
        cluster.close();
        duck.close();
        folder.close();
    }
}
