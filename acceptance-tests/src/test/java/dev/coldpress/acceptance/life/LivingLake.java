package dev.coldpress.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.EventRows;
import dev.coldpress.acceptance.lake.FileForm;
import dev.coldpress.acceptance.lake.LakeFiles;
import dev.coldpress.acceptance.lake.LakeWriter;
import dev.coldpress.acceptance.place.LakePlace;
import dev.coldpress.acceptance.place.LocalPlace;
import dev.coldpress.acceptance.place.S3Place;
import dev.coldpress.acceptance.product.ColdpressProcess;
import dev.coldpress.acceptance.product.DebuggedRun;
import dev.coldpress.acceptance.product.ProjectHome;
import dev.coldpress.acceptance.s3.S3ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A lake that knows which files it was given, and the command at work on it. For one thread. */
final class LivingLake implements AutoCloseable {

    static final String HOUR = LakeWriter.hour(0);
    static final Predicate<String> EVERYTHING = path -> true;
    static final Predicate<String> RECORDS = path -> path.startsWith("_");

    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final int ROWS_PER_FILE = 50;
    private static final int PAYLOAD_BYTES = 64;

    private final Path folder;
    private final LakeWriter sink;
    private final @Nullable S3ServerProcess server;
    private final Map<String, Path> delivered = new TreeMap<>();
    private final List<LakePlace> places = new ArrayList<>();
    private LakePlace place;
    private long nextId;
    private int runs;

    private LivingLake(Path folder, @Nullable S3ServerProcess server, LakePlace place) throws IOException {
        this.folder = folder;
        this.server = server;
        this.place = place;
        sink = new LakeWriter(folder.resolve("sink"));
        places.add(place);
    }

    /** An empty lake; the test is skipped if there is no command. */
    static LivingLake create(Store store, Path temporary) throws IOException {
        assumeThat(ProjectHome.applicationJars())
                .as("the application is packaged; 'mvn verify' packages it, 'mvn test' does not")
                .isPresent();
        Path folder = temporary.toRealPath();
        if (store == Store.LOCAL) {
            return new LivingLake(folder, null, new LocalPlace(Files.createDirectories(folder.resolve("lake"))));
        }
        S3ServerProcess server = S3ServerProcess.start(folder.resolve("server.log"));
        return new LivingLake(folder, server, new S3Place(server, folder));
    }

    LakePlace place() {
        return place;
    }

    /** Of a lake on the local file system. */
    Path root() {
        return ((LocalPlace) place).root();
    }

    S3ServerProcess server() {
        if (server == null) {
            throw new IllegalStateException("The lake does not lie on S3");
        }
        return server;
    }

    /** The sink writes files of some KB into {@link #HOUR}. */
    void deliver(int files) throws IOException {
        deliver(HOUR, files);
    }

    /** The sink writes files of some KB into a partition. */
    void deliver(String partition, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            deliver(partition, String.format("part-%05d.parquet", delivered.size()), ROWS_PER_FILE, PAYLOAD_BYTES);
        }
    }

    /** The sink writes a file of random bytes in rows with ids of their own. */
    void deliver(String partition, String name, int rows, int payloadBytes) throws IOException {
        Path file =
                sink.write(partition, nextId + "-" + name, new EventRows(payloadBytes), nextId, rows, FileForm.USUAL);
        nextId += rows;
        delivered.put(partition + name, file);
        put(partition + name, file);
    }

    /** A file of somebody else's making appears in {@link #HOUR}. */
    void adopt(String name, Path file) throws IOException {
        remember(HOUR + name, file);
        put(HOUR + name, file);
    }

    /** Puts a file there that is none of the sink's, such as a record. */
    void lay(String path, Path file) throws IOException {
        put(path, file);
    }

    /** Files that are delivered from now on get ids from here. */
    void startIdsAt(long id) {
        nextId = id;
    }

    /** What the sink has delivered, by its paths. */
    Map<String, Path> sent() {
        return delivered;
    }

    /** A file lies there already under a path, and its rows count. */
    void remember(String path, Path file) {
        delivered.put(path, file);
    }

    /** The sink writes all its files once more. */
    void deliverAgain() throws IOException {
        for (Map.Entry<String, Path> file : delivered.entrySet()) {
            put(file.getKey(), file.getValue());
        }
    }

    /** The sink writes one of its files once more. */
    void deliverAgain(String path) throws IOException {
        put(path, Objects.requireNonNull(delivered.get(path), path));
    }

    /** What was delivered under a path does not count any more: a user deleted its rows. */
    void forget(String path) {
        delivered.remove(path);
    }

    /** The lake was emptied. */
    void forgetAll() {
        delivered.clear();
    }

    private void put(String path, Path file) throws IOException {
        place.add(path, Files.copy(file, folder.resolve("on-its-way"), StandardCopyOption.COPY_ATTRIBUTES));
        Files.deleteIfExists(folder.resolve("on-its-way"));
    }

    /** The paths of all files that the sink has delivered. */
    List<String> delivered() {
        return List.copyOf(delivered.keySet());
    }

    /** An empty place beside that of the lake. */
    LakePlace anotherPlace() throws IOException {
        LakePlace another = place.another();
        places.add(another);
        return another;
    }

    /** From now on the lake is what lies there. */
    void goOnAt(LakePlace copy) {
        place = copy;
    }

    /**
     * How a run ended.
     *
     * @param printed to standard output and error
     */
    record Ended(int exitCode, String printed) {}

    /** Runs a command over the whole lake. The quiet period is off, because all files are fresh. */
    Ended command(String name, String... more) throws IOException, InterruptedException {
        return command(place.runOptions(), name, more);
    }

    /** Runs a command over a root. */
    Ended command(List<String> root, String name, String... more) throws IOException, InterruptedException {
        try (ColdpressProcess process = ColdpressProcess.start(jvmOptions(), arguments(root, name, more), nextLog())) {
            if (!process.endsWithin(LONGEST_RUN)) {
                throw new IllegalStateException("A run took more than " + LONGEST_RUN + ": " + process.printed());
            }
            return new Ended(process.exitCode(), process.printed());
        }
    }

    /** Starts a run that waits to be told how far to go. */
    DebuggedRun begin(String... more) throws IOException {
        return begin(place.runOptions(), more);
    }

    DebuggedRun begin(List<String> root, String... more) throws IOException {
        return begin(List.of(), root, more);
    }

    DebuggedRun begin(List<String> starter, List<String> root, String... more) throws IOException {
        return DebuggedRun.start(starter, jvmOptions(), arguments(root, "run", more), nextLog());
    }

    /** Runs until a moment of the commit, and is killed there. */
    void killAt(Moment moment) throws IOException, InterruptedException {
        try (DebuggedRun run = begin()) {
            moment.reach(run);
            run.kill();
        }
    }

    /** The next run has to end well. Returns what it printed. */
    String repair() throws IOException, InterruptedException {
        Ended run = command("run");
        assertThat(run.exitCode()).as(run.printed()).isZero();
        return run.printed();
    }

    static List<String> arguments(List<String> root, String name, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.add(name);
        arguments.addAll(root);
        arguments.add("--quiet-period=0s");
        arguments.addAll(List.of(more));
        return arguments;
    }

    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        options.addAll(place.jvmOptions());
        return options;
    }

    Path nextLog() {
        runs++;
        return folder.resolve("run-" + runs + ".log");
    }

    int files() throws IOException {
        return place.visible().size();
    }

    /** Every row that was delivered is there exactly once, and no other. */
    void assertEachRowOnce(String when) throws IOException, SQLException {
        try (DuckDb duck = new DuckDb()) {
            String seen = DuckDb.parquet(LakeFiles.visible(place.readable()));
            String sent = DuckDb.parquet(List.copyOf(delivered.values()));
            long twice =
                    duck.number("SELECT count(*) FROM (SELECT id FROM " + seen + " GROUP BY id HAVING count(*) > 1)");
            long lost = duck.number("SELECT count(*) FROM (FROM " + sent + " EXCEPT FROM " + seen + ")");
            assertThat(List.of(lost, twice)).as("rows lost and doubled " + when).containsExactly(0L, 0L);
            assertThat(duck.differences(sent, seen))
                    .as("rows that differ " + when)
                    .isZero();
        }
    }

    /**
     * All is as it should be, and stays so: nothing is lost or doubled, nothing to repair, and a run writes nothing.
     */
    void assertAtRest() throws IOException, SQLException, InterruptedException {
        assertEachRowOnce("at rest");
        DirectorySnapshot before = place.snapshot();
        repair();
        DirectorySnapshot after = place.snapshot();
        assertThat(before.difference(after)).as("what a second run wrote").isEqualTo("[]");
        Ended verify = command(place.runOptions(), "verify");
        assertThat(verify.exitCode()).as(verify.printed()).isZero();
        assertThat(verify.printed()).contains("all is well");
    }

    @Override
    public void close() {
        places.forEach(LakePlace::close);
        if (server != null) {
            server.close();
        }
    }
}
