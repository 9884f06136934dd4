package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coldpress.app.settings.SettingSources;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.port.StoreOperation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the daemon may listen, and whom it answers. */
class AccessTest {

    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path directory;

    private final DaemonUnderTest daemon = new DaemonUnderTest();

    @AfterEach
    void close() {
        daemon.close();
    }

    private static Access chosen(String listen, String... keysAndValues) {
        Map<String, String> flags = new HashMap<>(Map.of("listen", listen));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            flags.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Access.chosen(SettingSources.read(flags, Map.of(), null));
    }

    private Path tokenFile(String text) throws IOException {
        return Files.writeString(directory.resolve("token"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:8095", "[::]:8095", "10.1.2.3:8095", "[fe80::1]:0", "192.168.0.1:0"})
    void whereOthersReachItSomethingMustBeSaidAboutThem(String listen) throws IOException {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> chosen(listen))
                .withMessageStartingWith("listen = '" + listen + "': other machines can reach")
                .withMessageContainingAll("listen-token-file", "listen-hosts", "127.0.0.1", "Nothing was done")
                .satisfies(refused -> assertThat(refused.getMessage()).hasLineCount(1));
        assertThat(chosen(listen, "listen-hosts", "coldpress.example").hosts()).containsExactly("coldpress.example");
        assertThat(chosen(listen, "listen-token-file", tokenFile(TOKEN).toString())
                        .token())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8095", "127.1.2.3:0", "[::1]:8095", "localhost:8095"})
    void whereOnlyThisMachineReachesItNothingNeedBeSaid(String listen) {
        assertThat(chosen(listen)).isEqualTo(Access.OF_THIS_MACHINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "short", "0123456789 abcdef", "0123456789abcde\u00e9", "0123456789abcdef\n0123456789abcdef"})
    void aFileWithoutAProperTokenIsRefused(String text) throws IOException {
        Path file = tokenFile(text);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> AccessToken.read(file))
                .withMessageStartingWith("listen-token-file: " + file + " must hold one line of 16 or more")
                .withMessageNotContaining("0123456789");
    }

    @Test
    void aTokenFileThatIsNotThereIsRefused() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> AccessToken.read(directory.resolve("none")))
                .withMessageContaining("none cannot be read")
                .withMessageContaining("Nothing was done");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST:8095, true",
        "127.0.0.1:8095, true",
        "10.1.2.3, true",
        "[::1]:8095, true",
        "[fe80::1], true",
        "coldpress.example, true",
        "Coldpress.Example:80, true",
        "elsewhere.example, false",
        "coldpress.example.elsewhere.example, false",
        "localhost.elsewhere.example:8095, false",
        "10.1.2.3.elsewhere.example, false",
        "[::1].elsewhere.example, false",
        "localhost:8095:x, false",
        "2130706433, false",
        ", false"
    })
    void itIsServedByAddressAndByItsOwnNamesOnly(String host, boolean served) {
        Access access = new Access(Set.of("coldpress.example"), Optional.empty());
        assertThat(access.isServedAs(host)).isEqualTo(served);
    }

    @Test
    void withoutATokenWhoIsOnThisMachineMayStartRunsAndOthersMayLook() throws IOException {
        Access access = new Access(Set.of("coldpress.example"), Optional.empty());
        InetAddress other = InetAddress.getByAddress(new byte[] {10, 1, 2, 3});
        byte[] loopbackOfIpV6 = new byte[16];
        loopbackOfIpV6[15] = 1;
        assertThat(access.isTrusted(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), null))
                .isTrue();
        assertThat(access.isTrusted(InetAddress.getByAddress(loopbackOfIpV6), null))
                .isTrue();
        assertThat(access.isTrusted(other, null)).isFalse();
        assertThat(access.isTrusted(other, "Bearer " + TOKEN)).isFalse();
        assertThat(access.mayLook(false)).isTrue();
    }

    @Test
    void withATokenItIsAskedForEverywhereButForTheHealth() throws Exception {
        startWithToken();
        assertThat(get("/healthz", "").statusCode()).isEqualTo(200);
        for (String path : new String[] {"/", "/metrics", "/run", "/other"}) {
            HttpResponse<String> refused = get(path, "");
            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Basic realm=");
            assertThat(refused.body()).doesNotContain("memory:");
        }
        assertThat(post("", "X-Coldpress", "run").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "Bearer " + TOKEN).body()).contains("compaction_runs_total{result=\"success\"} 1.0");
        assertThat(get("/", basic("anybody:" + TOKEN)).body()).contains("Run now");
        assertThat(post("Bearer " + TOKEN, "X-Coldpress", "run").statusCode()).isEqualTo(202);
        daemon.awaitEndOfRun();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer 0123456789abcdeF",
                "Bearer 0123456789abcdef0",
                "Digest 0123456789abcdef",
                "0123456789abcdef",
                "Basic !",
                "Basic"
            })
    void aWrongTokenIsNone(String authorization) throws Exception {
        startWithToken();
        assertThat(get("/", authorization).statusCode()).isEqualTo(401);
        assertThat(get("/", basic(TOKEN + ":")).statusCode()).as("as the user").isEqualTo(401);
    }

    /** As a supervisor does, who needs the status alone. */
    @Test
    void theReasonWhyItIsNotReadyIsToldToWhoHasTheToken() throws Exception {
        daemon.fail(StoreOperation.LIST, "");
        startWithToken();
        daemon.awaitReadiness(503);
        assertThat(get("/readyz", "").body()).isEqualTo("not ready\n");
        assertThat(get("/readyz", "Bearer " + TOKEN).body()).startsWith("FAIL_BEFORE in LIST");
    }

    private void startWithToken() throws IOException, InterruptedException {
        daemon.access = new Access(Set.of(), Optional.of(AccessToken.read(tokenFile(TOKEN + "\n"))));
        daemon.start().awaitEndOfRun();
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = daemon.request(path).GET();
        return daemon.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private HttpResponse<String> post(String authorization, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                daemon.request("/run").POST(HttpRequest.BodyPublishers.noBody()).headers(headers);
        return daemon.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }
}
