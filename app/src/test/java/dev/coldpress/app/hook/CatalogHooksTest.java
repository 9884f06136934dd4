package dev.coldpress.app.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest;
import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import dev.coldpress.app.hook.HookServer.Answer;
import dev.coldpress.app.hook.HookServer.Asked;
import dev.coldpress.app.shell.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command against a server that answers as AWS Glue does. */
class CatalogHooksTest {

    private static final List<String> KEYS = List.of("aws.accessKeyId", "aws.secretAccessKey");

    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void create() throws IOException {
        KEYS.forEach(key -> System.setProperty(key, "of-the-test"));
        table = Files.createDirectories(folder.resolve("web/events"));
        DemoLake.create(table, CommandUnderTest.NOW, new DemoScale(5, 4, 20));
    }

    @AfterEach
    void forget() {
        KEYS.forEach(System::clearProperty);
    }

    private Answer glue(Asked asked) {
        String body = asked.body();
        if (body.contains("PartitionInput")) {
            return new Answer(200, "{}");
        }
        if (body.contains("PartitionValues")) {
            String values = body.replaceAll(".*\"PartitionValues\":(\\[[^]]*\\]).*", "$1");
            String[] each = values.replaceAll("[\\[\\]\"]", "").split(",", -1);
            String directory = "%sshop/year=%s/month=%s/day=%s/hour=%s"
                    .formatted(table.toUri(), each[0], each[1], each[2], each[3]);
            return new Answer(
                    200,
                    "{\"Partition\":{\"Values\":" + values + ",\"StorageDescriptor\":{\"Location\":\"" + directory
                            + "\"}}}");
        }
        String keys = Stream.of("year", "month", "day", "hour")
                .map(key -> "{\"Name\":\"" + key + "\"}")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        return new Answer(
                200,
                "{\"Table\":{\"Name\":\"events\",\"StorageDescriptor\":{\"Location\":\"" + table.toUri()
                        + "shop\"},\"PartitionKeys\":[" + keys + "]}}");
    }

    private Outcome run(Stream<String> more) {
        return CommandUnderTest.asDelivered()
                .call(Stream.concat(Stream.of("run", "--root", table.toString(), "--quiet-period", "0s"), more)
                        .toArray(String[]::new));
    }

    private List<String> updates(String... more) throws IOException {
        try (HookServer server = new HookServer(this::glue)) {
            Stream<String> flags = Stream.of(
                    "--glue-table",
                    "web.events",
                    "--glue-region",
                    "eu-west-1",
                    "--glue-endpoint",
                    server.url("").toString());
            Outcome outcome = run(Stream.concat(flags, Stream.of(more)));
            assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.DONE);
            return server.asked.stream()
                    .map(Asked::body)
                    .filter(body -> body.contains("PartitionInput"))
                    .toList();
        }
    }

    @Test
    void eachCompactedPartitionGetsItsFigures() throws IOException {
        assertThat(updates()).hasSizeGreaterThan(2).allSatisfy(update -> {
            Path partition = Path.of(URI.create(update.replaceAll(".*\"Location\":\"([^\"]*)\".*", "$1")));
            assertThat(update).endsWith("\"Parameters\":{" + figures(partition) + "}}}");
        });
    }

    private static String figures(Path partition) throws IOException {
        try (Stream<Path> files = Files.list(partition)) {
            List<Long> sizes = files.filter(
                            file -> !file.getFileName().toString().startsWith("."))
                    .map(file -> file.toFile().length())
                    .toList();
            long size = sizes.stream().mapToLong(Long::longValue).sum();
            return "\"numFiles\":\"" + sizes.size() + "\",\"totalSize\":\"" + size + "\"";
        }
    }

    /** The events name partitions below the control root then. */
    @Test
    void aControlRootAboveTheLakeMakesNoDifference() throws IOException {
        assertThat(updates("--control-root", folder.toString())).hasSizeGreaterThan(2);
    }

    @Test
    void aCatalogThatIsDownFailsNoRun() throws IOException {
        String gone;
        try (HookServer server = new HookServer(this::glue)) {
            gone = "thrift://127.0.0.1:" + server.url("").getPort();
        }
        Outcome outcome = run(Stream.of("--hive-metastore", gone, "--hive-table", "web.events"));
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.err()).contains("The hook call for", "The Hive metastore at 127.0.0.1:");
    }

    @Test
    void aCatalogThatLacksASettingIsRefused() {
        assertThat(run(Stream.of("--hive-table", "web.events")).err())
                .contains("hive-metastore and hive-table go together");
        assertThat(run(Stream.of("--hive-metastore", "metastore:9083", "--hive-table", "web.events"))
                        .err())
                .contains("thrift://metastore:9083");
        assertThat(run(Stream.of("--glue-table", "events")).err()).contains("its database and its own name");
    }
}
