package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import dev.coldpress.gcs.GcsObjectStore;
import dev.coldpress.gcs.GcsOptions;
import dev.coldpress.gcs.GcsServer;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.s3.WireProxy;
import dev.coldpress.s3.WireProxy.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a lake in a server of Google Cloud Storage. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GcsLakeTest {

    private static final DemoScale SCALE = new DemoScale(5, 4, 20);

    /**
     * The objects have just been written, whatever hour they are of: 2 applications with 5 hours, one of them in two.
     */
    private static final int GROUPS = 11;

    /** The line of a request for a data file that is not a merged one. */
    private static final String SOURCE = "(?!.*(compacted_|_compaction/)).*[.]parquet.*";

    @TempDir
    private Path directory;

    private GcsServer server;
    private WireProxy wire;
    private URI root;

    @BeforeAll
    void start() {
        server = GcsServer.start();
        wire = server.wire();
    }

    @AfterAll
    void stop() {
        wire.close();
        server.close();
    }

    @BeforeEach
    void create() throws IOException {
        root = server.emptyRoot();
        Path lake = Files.createDirectory(directory.resolve("before"));
        DemoLake.create(lake, CommandUnderTest.NOW, SCALE);
        try (ObjectStore store = open()) {
            for (Path file : LakeComparison.dataFiles(lake, any -> true)) {
                ObjectKey key = ObjectKey.of(lake.relativize(file).toString());
                assertThat(store.put(key, Files.readAllBytes(file), WriteCondition.ABSENT))
                        .isInstanceOf(WriteResult.Written.class);
            }
        }
        wire.reset();
    }

    private ObjectStore open() {
        return GcsObjectStore.open(root, GcsOptions.at(wire.endpoint()));
    }

    private Outcome call(String command) {
        return CommandUnderTest.asDelivered()
                .at(InstantSource.system())
                .call(
                        command,
                        "--root",
                        root.toString(),
                        "--gcs-endpoint",
                        wire.endpoint().toString(),
                        "--quiet-period",
                        "0s");
    }

    @Test
    void aRunMergesWithoutLosingOrDoublingARowAndLeavesNoUpload() throws IOException, SQLException {
        Outcome outcome = call("run");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("in 10 partitions compacted");
        System.out.println("Requests of a run with " + GROUPS + " groups of about 4 small files: " + wire.counts());
        System.out.println("Of these for sources: GET " + wire.count(Request.GET, SOURCE) + ", HEAD "
                + wire.count(Request.HEAD, SOURCE));
        assertThat(wire.count(Request.HEAD, SOURCE)).isZero();
        assertThat(wire.count(Request.DELETE)).isZero();
        assertThat(wire.count(Request.COMPLETE)).as("two of the probe").isEqualTo(GROUPS + 2);
        List<Path> before = readable(directory.resolve("before"));
        List<Path> after = readable(download());
        assertThat(after).hasSize(GROUPS);
        assertThat(LakeComparison.count(after)).isEqualTo((long) SCALE.rowsPerFile() * before.size());
        assertThat(LakeComparison.differences(before, after)).isZero();
        assertThat(uploads()).isEmpty();
    }

    /**
     * They have the name of this one process, so each takes over at once what the others have under way. Then a
     * partition may change too often for one of them, which is told by the exit code 1 and left to a later run.
     */
    @Test
    void threeCompactorsAtOnceNeitherLoseNorDoubleARow() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (Future<Outcome> one :
                    threads.invokeAll(Collections.<Callable<Outcome>>nCopies(3, () -> call("run")))) {
                assertThat(one.get().exitCode())
                        .as(one.get().out() + one.get().err())
                        .isIn(0, 1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(call("run").exitCode()).as("of one more run, alone").isZero();

        List<Path> before = readable(directory.resolve("before"));
        List<Path> after = readable(download());
        assertThat(after).hasSize(GROUPS);
        assertThat(LakeComparison.differences(before, after)).isZero();
        assertThat(uploads()).isEmpty();
    }

    @Test
    void aSecondRunWritesNothing() {
        assertThat(call("run").exitCode()).isZero();
        wire.reset();

        Outcome outcome = call("run");

        assertThat(outcome.out()).contains("in 0 partitions compacted");
        assertThat(wire.counts()).doesNotContainKeys(Request.PUT, Request.CREATE_UPLOAD, Request.DELETE_BATCH);
    }

    @Test
    void verifyFindsMergedFilesWell() {
        call("run");
        assertThat(call("verify").out()).contains("in " + GROUPS + " compacted files read again; all is well");
    }

    @Test
    void aBucketThatIsNotThereIsTold() {
        root = URI.create("gs://no-such-bucket/lake");
        Outcome outcome = call("plan");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no such bucket");
    }

    @Test
    void aStoreThatRefusesIsTold() {
        wire.plan(Request.LIST, WireProxy.Mishap.STATUS_403);
        Outcome outcome = call("plan");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("Give the root of an existing lake that this user may read");
    }

    private static List<Path> readable(Path lake) throws IOException {
        return LakeComparison.dataFiles(lake, file -> {
            try {
                byte[] bytes = Files.readAllBytes(file);
                return new String(bytes, bytes.length - 4, 4, java.nio.charset.StandardCharsets.US_ASCII)
                        .equals("PAR1");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private Path download() throws IOException {
        Path after = directory.resolve("after");
        try (ObjectStore store = open()) {
            ListRequest tree = ListRequest.tree(KeyPrefix.ROOT);
            for (ListedObject object : store.list(tree).objects()) {
                Path file = after.resolve(object.key().path());
                Files.createDirectories(file.getParent());
                Files.write(file, store.get(object.key(), 1 << 20).orElseThrow().body());
            }
        }
        return after;
    }

    private List<StagedObject> uploads() {
        List<StagedObject> found = new ArrayList<>();
        try (ObjectStore store = open()) {
            store.staged(KeyPrefix.ROOT, found::add);
        }
        return found;
    }
}
