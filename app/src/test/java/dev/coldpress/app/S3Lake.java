package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.s3.S3ObjectStore;
import dev.coldpress.s3.S3Options;
import dev.coldpress.s3.S3Server;
import dev.coldpress.s3.WireProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A lake in a server of S3, reached through a {@link WireProxy}, and the command to try on it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3Lake {

    static final DemoScale SCALE = new DemoScale(5, 4, 20);

    @TempDir
    private Path directory;

    final CommandUnderTest coldpress = CommandUnderTest.asDelivered().at(InstantSource.system());
    S3Server server;
    WireProxy wire;
    URI root;

    @BeforeAll
    void start() {
        server = S3Server.start();
        wire = WireProxy.before(server.endpoint());
    }

    @AfterAll
    void stop() {
        wire.close();
        server.close();
    }

    @BeforeEach
    void create() throws IOException {
        fill("before", SCALE);
    }

    /** Makes a lake, and a copy of it in a directory. */
    final void fill(String copy, DemoScale scale) throws IOException {
        root = server.emptyRoot();
        Path lake = Files.createDirectory(directory.resolve(copy));
        DemoLake.create(lake, CommandUnderTest.NOW, scale);
        try (ObjectStore store = open()) {
            for (Path file : LakeComparison.dataFiles(lake, any -> true)) {
                ObjectKey key = ObjectKey.of(lake.relativize(file).toString());
                assertThat(store.put(key, Files.readAllBytes(file), WriteCondition.ABSENT))
                        .isInstanceOf(WriteResult.Written.class);
            }
        }
        wire.reset();
    }

    final ObjectStore open() {
        return S3ObjectStore.open(root, S3Options.compatible(wire.endpoint()));
    }

    final Outcome call(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "--root",
                root.toString(),
                "--s3-endpoint",
                wire.endpoint().toString(),
                "--quiet-period",
                "0s"));
        arguments.addAll(List.of(more));
        return coldpress.call(arguments.toArray(new String[0]));
    }

    /** Each row of before is there once, whatever was merged. */
    final void assertSameRows() throws IOException, SQLException {
        List<Path> before = readable(directory.resolve("before"));
        List<Path> after = readable(download());
        assertThat(LakeComparison.count(after)).isEqualTo((long) SCALE.rowsPerFile() * before.size());
        assertThat(LakeComparison.differences(before, after)).isZero();
    }

    static List<Path> readable(Path lake) throws IOException {
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

    final Path download() throws IOException {
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

    final List<StagedObject> uploads() {
        List<StagedObject> found = new ArrayList<>();
        try (ObjectStore store = open()) {
            store.staged(KeyPrefix.ROOT, found::add);
        }
        return found;
    }
}
