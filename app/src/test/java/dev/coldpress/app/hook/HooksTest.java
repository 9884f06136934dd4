package dev.coldpress.app.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.app.CommandUnderTest;
import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import dev.coldpress.app.hook.HookServer.Answer;
import dev.coldpress.app.hook.HookServer.Asked;
import dev.coldpress.app.settings.TrinoTable;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.hook.PartitionCompacted;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against real servers on this machine: one of these tests, and one that speaks as Trino does. */
class HooksTest {

    private static final PartitionCompacted EVENT = new PartitionCompacted(
            UUID.fromString("2f6c1c7e-0000-4000-8000-000000000001"),
            KeyPrefix.of("dt=2026-01-15/"),
            List.of(ObjectKey.of("dt=2026-01-15/compacted_1.parquet")),
            7,
            70,
            Instant.parse("2026-01-16T01:00:00Z"));
    private static final TrinoTable TABLE = TrinoTable.parse("hive.we'b.events");

    @TempDir
    private Path folder;

    @Test
    void anEventIsPostedAsJson() throws IOException {
        try (HookServer server = new HookServer(any -> new Answer(204, ""))) {
            new Webhook(server.url("/in"), URI.create("s3://b/lake/"), Optional.of("secret-token"))
                    .partitionCompacted(EVENT);

            Asked asked = server.asked.get(0);
            assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /in");
            assertThat(asked.authorization()).isEqualTo("Bearer secret-token");
            JsonNode json = new ObjectMapper().readTree(asked.body());
            assertThat(json.get("event").textValue()).isEqualTo("partition-compacted");
            assertThat(json.get("id").textValue()).isEqualTo("2f6c1c7e-0000-4000-8000-000000000001");
            assertThat(json.get("root").textValue()).isEqualTo("s3://b/lake/");
            assertThat(json.get("partition").textValue()).isEqualTo("dt=2026-01-15/");
            assertThat(json.get("sourceFiles").intValue()).isEqualTo(7);
            assertThat(json.get("rows").longValue()).isEqualTo(70);
            assertThat(json.get("committedAt").textValue()).isEqualTo("2026-01-16T01:00:00Z");
            assertThat(json.get("outputs").get(0).textValue()).isEqualTo("dt=2026-01-15/compacted_1.parquet");
        }
    }

    @Test
    void anAnswerThatIsNoSuccessIsAFailureAndRedirectsAreNotFollowed() throws IOException {
        for (int status : List.of(302, 404, 500)) {
            try (HookServer server = new HookServer(any -> new Answer(status, "out of\norder"))) {
                Webhook hook = new Webhook(server.url("/"), URI.create("file:/lake/"), Optional.empty());
                assertThatThrownBy(() -> hook.partitionCompacted(EVENT))
                        .isInstanceOf(HookException.class)
                        .hasMessageContaining("was answered with " + status + ": out of order");
                assertThat(server.asked).hasSize(1);
            }
        }
    }

    @Test
    void aServerThatIsDownIsAFailure() throws IOException {
        URI gone;
        try (HookServer server = new HookServer(any -> new Answer(200, ""))) {
            gone = server.url("/");
        }
        Webhook hook = new Webhook(gone, URI.create("file:/lake/"), Optional.empty());
        assertThatThrownBy(() -> hook.partitionCompacted(EVENT))
                .isInstanceOf(HookException.class)
                .hasMessageContaining(gone + " failed");
    }

    @Test
    void trinoIsAskedUntilTheStatementIsOver() throws IOException {
        HookServer[] self = new HookServer[1];
        try (HookServer server = new HookServer(asked -> new Answer(
                200,
                switch (asked.path()) {
                    case "/v1/statement" ->
                        "{\"id\":\"q\",\"stats\":{\"state\":\"QUEUED\"},\"nextUri\":\"" + self[0].url("/v1/q/1")
                                + "\"}";
                    case "/v1/q/1" ->
                        "{\"nextUri\":\"" + self[0].url("/v1/q/2") + "\",\"data\":[[{\"nextUri\":\"x\"}]]}";
                    default -> "{\"id\":\"q\",\"stats\":{\"state\":\"FINISHED\"}}";
                }))) {
            self[0] = server;
            new TrinoHook(server.url("/"), TABLE, "etl").partitionCompacted(EVENT);

            assertThat(server.asked).extracting(Asked::path).containsExactly("/v1/statement", "/v1/q/1", "/v1/q/2");
            assertThat(server.asked).extracting(Asked::user).containsOnly("etl");
            assertThat(server.asked.get(0).body())
                    .isEqualTo(
                            "CALL \"hive\".system.flush_metadata_cache(schema_name => 'we''b', table_name => 'events')");
        }
    }

    @Test
    void anErrorOfTrinoIsAFailure() throws IOException {
        String error = "{\"id\":\"q\",\"error\":{\"errorName\":\"X\",\"failureInfo\":{\"message\":\"deep\"},"
                + "\"message\":\"line 1:1: Procedure not registered\"}}";
        for (String body : List.of(error, "[1]", "<html>")) {
            try (HookServer server = new HookServer(any -> new Answer(200, body))) {
                TrinoHook hook = new TrinoHook(server.url(""), TABLE, "etl");
                assertThatThrownBy(() -> hook.partitionCompacted(EVENT))
                        .isInstanceOf(HookException.class)
                        .hasMessageContaining(
                                body.equals(error) ? "line 1:1: Procedure not registered" : "not one of Trino's");
            }
        }
    }

    /** Or whoever answers in Trino's place could have this machine send requests anywhere. */
    @Test
    void noOtherServerThanTheNamedOneIsAsked() throws IOException {
        try (HookServer server =
                new HookServer(any -> new Answer(200, "{\"nextUri\":\"http://127.0.0.2:1/v1/q/1\"}"))) {
            TrinoHook hook = new TrinoHook(server.url("/"), TABLE, "etl");
            assertThatThrownBy(() -> hook.partitionCompacted(EVENT))
                    .isInstanceOf(HookException.class)
                    .hasMessageContaining("another server");
        }
    }

    private Outcome run(HookServer server, Path lake, String... more) {
        return CommandUnderTest.asDelivered()
                .call(Stream.concat(
                                Stream.of(
                                        "run",
                                        "--root",
                                        lake.toString(),
                                        "--quiet-period",
                                        "0s",
                                        "--hook-url",
                                        server.url("/in").toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void whatCouldNotBeToldIsToldByTheNextRun() throws IOException {
        Path lake = Files.createDirectory(folder.resolve("lake"));
        DemoLake.create(lake, CommandUnderTest.NOW, new DemoScale(5, 4, 20));
        Path token = Files.writeString(folder.resolve("token"), "secret-token\n");
        try (HookServer down = new HookServer(any -> new Answer(503, "later"));
                HookServer up = new HookServer(any -> new Answer(200, "thanks"))) {
            run(down, lake);
            assertThat(down.asked).as("one call a minute").hasSize(1);
            assertThat(up.asked).isEmpty();

            run(up, lake, "--hook-token-file", token.toString());

            assertThat(up.asked).hasSizeGreaterThan(2);
            assertThat(up.asked)
                    .extracting(Asked::body)
                    .contains(down.asked.get(0).body());
            assertThat(up.asked).extracting(Asked::authorization).containsOnly("Bearer secret-token");
            int told = up.asked.size();
            run(up, lake);
            assertThat(up.asked).as("told once").hasSize(told);
        }
    }

    @Test
    void aHookThatLacksASettingIsRefused() throws IOException {
        Path lake = Files.createDirectory(folder.resolve("lake"));
        try (HookServer server = new HookServer(any -> new Answer(200, ""))) {
            String trino = server.url("/").toString();
            assertThat(run(server, lake, "--trino-url", trino).err()).contains("trino-url and trino-table go together");
            assertThat(run(server, lake, "--trino-url", trino, "--trino-table", "events")
                            .err())
                    .contains("catalog, schema and table");
            Outcome noToken = run(
                    server, lake, "--hook-token-file", folder.resolve("none").toString());
            assertThat(noToken.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(noToken.err()).contains("cannot be read");
        }
    }
}
