package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.lake.Application;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectStoreFactory;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.parquet.ParquetCodec;
import jakarta.inject.Provider;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a person writes where, no secret in it is printed or logged. */
class SecretLeakTest {

    /** Secret keys of S3 may have slashes and pluses, and some have digits up to the first slash. */
    private static final List<String> ROOTS = List.of(
            "s3://AKIAKEY:HUSH@bucket/lake",
            "s3://AKIAKEY:SEC@HUSH@bucket/lake",
            "s3://AKIAKEY:ab/HUSH+c@bucket/lake",
            "s3://AKIAKEY:12/HUSH@bucket/lake",
            "s3://AKIAKEY:a?b#HUSH@bucket/lake",
            "s3://AKIAKEY:a HUSH b@bucket/lake",
            "s3://HUSH@bucket/lake",
            "s3://bucket/lake?token=HUSH",
            "s3://bucket/lake#HUSH",
            "gs://user:HUSH@bucket/lake",
            "s3a://AKIAKEY:HUSH@bucket/lake",
            "AKIAKEY:HUSH@bucket/lake",
            "AKIAKEY:ab/HUSH@bucket/lake");

    private static final List<String> ENDPOINTS = List.of(
            "http://user:HUSH@127.0.0.1:1",
            "http://user:a/HUSH@127.0.0.1:1",
            "http://HUSH@127.0.0.1:1",
            "http://127.0.0.1:1/?token=HUSH",
            "http://127.0.0.1:1/#HUSH",
            "ftp://user:HUSH@127.0.0.1:1");

    @TempDir
    private Path directory;

    private final CommandUnderTest coldpress = CommandUnderTest.asDelivered();

    static Stream<Arguments> settings() {
        List<Arguments> all = new ArrayList<>();
        ROOTS.forEach(root -> all.add(Arguments.of("root", root)));
        for (String endpoint : ENDPOINTS) {
            all.add(Arguments.of("s3-endpoint", endpoint));
            all.add(Arguments.of("gcs-endpoint", endpoint));
        }
        for (String key : List.of("layout", "include", "schedule", "listen", "control-prefix", "s3-region", "codec")) {
            all.add(Arguments.of(key, ROOTS.get(0)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void inASettingIsShownToNobody(String key, String value) throws IOException {
        Path file = Files.writeString(directory.resolve("my.properties"), key + " = " + value + "\n");
        String variable = "COMPACTION_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
        for (String command : List.of("plan", "run", "serve", "verify", "config", "inspect")) {
            assertNoSecret(call(coldpress, command, "--" + key, value));
            assertNoSecret(call(coldpress, command, "--" + key + "=" + value));
            assertNoSecret(call(coldpress, command, "--config", file.toString()));
            assertNoSecret(call(CommandUnderTest.asDelivered().with(variable, value), command));
        }
    }

    /** With a place below the root where one is needed, and everything that makes a command say more. */
    private static Outcome call(CommandUnderTest coldpress, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--debug"));
        if (command.equals("inspect")) {
            all.add("x");
        }
        all.addAll(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.contains("root") || argument.contains("config"))) {
            all.addAll(List.of("--s3-region", "eu-central-1"));
        }
        return coldpress.call(all.toArray(new String[0]));
    }

    private static void assertNoSecret(Outcome outcome) {
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out() + outcome.err()).doesNotContain("HUSH");
        assertThat(outcome.err()).startsWith("coldpress: ");
    }

    @ParameterizedTest
    @MethodSource("roots")
    void inAnArgumentIsShownToNobody(String value) {
        assertNoSecret(coldpress.call("inspect", "--debug", value));
        assertNoSecret(coldpress.call("plan", value));
        assertNoSecret(coldpress.call("plan", "--root", value, "--root", value));
        assertNoSecret(coldpress.call("plan", "--root", "--root=" + value));
        assertNoSecret(coldpress.call("plan", "--config", value));
        assertNoSecret(coldpress.call(value));
    }

    static List<String> roots() {
        return ROOTS;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--s3-secret-key=HUSH",
                "--s3-secret-key|HUSH",
                "--s3-access-key|AKIAKEY|--s3-secret-key|HUSH",
                "--password=HUSH",
                "-pHUSH",
                "--root|--s3-secret-key=HUSH"
            })
    void afterAFlagThatThereIsNotIsShownToNobody(String flags) {
        List<String> arguments = new ArrayList<>(List.of("plan"));
        arguments.addAll(List.of(flags.split("\\|", -1)));
        Outcome outcome = coldpress.call(arguments.toArray(new String[0]));
        assertNoSecret(outcome);
        assertThat(outcome.err()).contains(flags.startsWith("-p") ? "-p" : flags.replaceAll("[=|].*", ""));
    }

    @Test
    void inAPathIsShownToNobody() throws IOException {
        Path notEmpty = Files.createDirectories(directory.resolve("s3:/AKIAKEY:HUSH@bucket/lake"));
        Files.writeString(notEmpty.resolve("file"), "");
        assertNoSecret(coldpress.call("demo", "--dir", notEmpty.toString()));
    }

    /** As clients put them into queries: whoever has the address of an upload can write to it. */
    private static StoreException fault() {
        return new StoreException(
                StoreException.Kind.UNAVAILABLE,
                "PUT https://storage.example/upload/b/o?uploadType=resumable&upload_id=HUSH: 503",
                new IOException("no answer of https://user:HUSH@proxy.example/x?sig=HUSH"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plan", "run", "verify", "plan --json", "run --json", "run --debug", "run --log-json --debug"})
    void inTheMessageOfAStoreIsShownToNobody(String command) {
        for (ObjectStoreFactory factory : List.<ObjectStoreFactory>of(
                (root, options) -> {
                    throw fault();
                },
                (root, options) -> failing())) {
            List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
            arguments.addAll(List.of("--root", "far://lake"));
            Outcome outcome = command(factory).call(arguments.toArray(new String[0]));
            assertThat(outcome.exitCode()).isEqualTo(3);
            assertThat(outcome.out() + outcome.err())
                    .contains("https://storage.example/upload/b/o")
                    .doesNotContain("HUSH");
        }
    }

    private static CommandUnderTest command(ObjectStoreFactory factory) {
        return new CommandUnderTest(new Application() {
            @Override
            public Map<String, Provider<ObjectStoreFactory>> stores() {
                return Map.of("far", () -> factory);
            }

            @Override
            public ParquetCodec codec() {
                return DaggerColdpressComponent.create().codec();
            }
        });
    }

    private static ObjectStore failing() {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    throw fault();
                });
    }
}
