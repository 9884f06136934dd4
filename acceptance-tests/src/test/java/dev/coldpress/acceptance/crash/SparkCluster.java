package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.product.ColdpressProcess;
import dev.coldpress.acceptance.product.ProjectHome;
import dev.coldpress.acceptance.s3.S3ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A standalone cluster, by {@code scripts/spark-cluster}, and the processes of its executors. */
final class SparkCluster implements AutoCloseable {

    /** So many that executors are at work for a while. */
    static final int PARTITIONS = 24;

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Of an executor, at least. */
    private static final Duration START = Duration.ofSeconds(3);

    private static final int MOST_LOOKS = 300;
    private static final Duration LOOK = Duration.ofMillis(5);

    private static final String SCRIPT =
            ProjectHome.path("scripts/spark-cluster").toString();

    /** Copies of tasks that are hardly slower than others, and tries without an end. */
    static final List<String> RESTLESS = List.of(
            "spark.speculation=true",
            "spark.speculation.interval=50ms",
            "spark.speculation.multiplier=1.01",
            "spark.speculation.quantile=0.1",
            "spark.speculation.minTaskRuntime=10ms",
            "spark.task.maxFailures=10000",
            "spark.stage.maxConsecutiveAttempts=10000",
            "spark.deploy.maxExecutorRetries=-1");

    private final Map<String, String> environment;
    private final Path directory;
    private final List<ProcessHandle> stopped = new ArrayList<>();

    private SparkCluster(Path directory) {
        this.directory = directory;
        this.environment = new HashMap<>(S3ServerProcess.environment());
        environment.put("SPARK_CLUSTER_DIR", directory.toString());
    }

    /** @param options as {@code scripts/spark-cluster start} takes them */
    static SparkCluster start(Path directory, String... options) throws IOException {
        SparkCluster cluster = new SparkCluster(directory);
        List<String> arguments = new ArrayList<>(List.of("start"));
        arguments.addAll(List.of(options));
        cluster.script(arguments);
        return cluster;
    }

    private void script(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        if (builder.start().onExit().join().exitValue() != 0) {
            throw new IllegalStateException(
                    "spark-cluster " + String.join(" ", arguments) + " failed; see " + directory);
        }
    }

    /**
     * Starts a driver.
     *
     * @param settings of Spark
     */
    ColdpressProcess submit(List<String> arguments, List<String> settings, Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCRIPT, "submit"));
        for (String setting : settings) {
            command.addAll(List.of("--conf", setting));
        }
        command.add("--");
        command.addAll(arguments);
        return ColdpressProcess.startAs(command, environment, output);
    }

    private List<ProcessHandle> executors() {
        try {
            return Files.readAllLines(directory.resolve("pids")).stream()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                    .flatMap(ProcessHandle::children)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("The cluster is not there any more", e);
        }
    }

    /**
     * Kills an executor that has come to its work: one that has a file of a directory open, if there is one within a
     * short time.
     *
     * @param lake null if the lake is no directory
     */
    Kill killAnExecutor(Random random, @Nullable Path lake) throws InterruptedException {
        for (int i = 0; lake != null && i < MOST_LOOKS; i++) {
            for (ProcessHandle one : executors()) {
                if (hasOpen(one, lake)) {
                    return one.destroyForcibly() ? Kill.AT_WORK : Kill.NONE;
                }
            }
            Thread.sleep(LOOK.toMillis());
        }
        Instant latest = Instant.now().minus(START);
        List<ProcessHandle> started = executors().stream()
                .filter(one -> one.info().startInstant().filter(latest::isAfter).isPresent())
                .toList();
        return !started.isEmpty() && started.get(random.nextInt(started.size())).destroyForcibly()
                ? Kill.STARTED
                : Kill.NONE;
    }

    /** What was killed. */
    enum Kill {
        NONE,
        STARTED,
        AT_WORK
    }

    private static boolean hasOpen(ProcessHandle process, Path directory) {
        Path open = Path.of("/proc", Long.toString(process.pid()), "fd");
        try (Stream<Path> links = Files.list(open)) {
            return links.anyMatch(link -> {
                try {
                    return Files.readSymbolicLink(link).startsWith(directory);
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException e) {
            // It has ended, or is about to.
            return false;
        }
    }

    /** Has an executor stand still until {@link #resumeExecutors}. Returns whether there was one. */
    boolean stopAnExecutor(Random random) throws IOException, InterruptedException {
        List<ProcessHandle> executors = executors();
        if (executors.isEmpty()) {
            return false;
        }
        ProcessHandle one = executors.get(random.nextInt(executors.size()));
        signal("STOP", one);
        stopped.add(one);
        return true;
    }

    void resumeExecutors() throws IOException, InterruptedException {
        for (ProcessHandle one : stopped) {
            signal("CONT", one);
        }
        stopped.clear();
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        if (process.isAlive()) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** Returns when all are gone; their drivers have to be dead. */
    void killExecutors() {
        for (List<ProcessHandle> some = executors(); !some.isEmpty(); some = executors()) {
            for (ProcessHandle one : some) {
                one.destroyForcibly();
                one.onExit().join();
            }
        }
        stopped.clear();
    }

    @Override
    public void close() throws IOException {
        script(List.of("stop"));
    }
}
