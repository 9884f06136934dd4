package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.testkit.fault.Fault;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint, over real HTTP. */
class DaemonTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href|action)=\"([^\"]*)\"");

    private final DaemonUnderTest daemon = new DaemonUnderTest();

    @AfterEach
    void close() {
        daemon.close();
    }

    @Test
    void thePageShowsTheLastRunTheBacklogTheSizesAndWhatWasLeftAlone() throws Exception {
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        daemon.store.add(DaemonUnderTest.HOUR.key("broken.parquet"), "junk".getBytes(StandardCharsets.UTF_8));
        daemon.store.add(DaemonUnderTest.HOUR.key("other.parq"), new byte[1]);
        daemon.clock.advance(Duration.ofHours(1));
        daemon.start().awaitEndOfRun();
        HttpResponse<String> page = daemon.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("<html lang=\"en\">")
                .contains("The next one is due at <time datetime=\"2026-01-15T15:00:00Z\">")
                .contains("<td class=\"good\">success</td>")
                .contains("<h2 id=\"backlog\">Backlog</h2>")
                .contains("<th scope=\"row\">below 16 KB</th><td class=\"n\">4</td>")
                .contains("broken.parquet")
                .contains("quarantined")
                .contains("<h2 id=\"files-left-alone\">Files left alone</h2>")
                .contains("<th scope=\"row\">file-name</th><td class=\"n\">1</td>")
                .contains("<th scope=\"row\">quarantined</th><td class=\"n\">1</td>");
    }

    @Test
    void thePageShowsAFailedPartitionAndTheBacklogThatItLeaves() throws Exception {
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        daemon.fail(StoreOperation.SEAL, DaemonUnderTest.HOUR.path());
        daemon.start().awaitEndOfRun();
        assertThat(daemon.get("/").body())
                .contains("<td class=\"bad\">partial</td>")
                .contains("<td class=\"bad\">failed</td>")
                .contains("<dt>Files</dt><dd>3</dd>")
                .contains("<dt>Oldest file</dt><dd>1:00:00 h old</dd>");
    }

    @Test
    void whatComesFromTheStoreIsEscaped() throws Exception {
        daemon.store.add(ObjectKey.of("app/<img src=x onerror='alert(1)'>&\"/x.parquet"), new byte[1]);
        daemon.start().awaitEndOfRun();
        assertThat(daemon.get("/").body())
                .doesNotContain("<img")
                .contains("app/&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;&quot;/")
                .contains("memory:/lake/a&lt;b");
    }

    @Test
    void thePageLoadsNothingAndRunsNothing() throws Exception {
        daemon.start().awaitEndOfRun();
        HttpResponse<String> page = daemon.get("/");
        assertThat(REFERENCE.matcher(page.body()).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(List.of("/run", "/metrics", "/healthz", "/readyz")::contains);
        assertThat(page.body()).doesNotContain("<script").doesNotContain("style=\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("frame-ancestors 'none'");
    }

    @Test
    void everyTableHasACaptionAndEveryColumnOfItsOwnAHead() throws Exception {
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        daemon.start().awaitEndOfRun();
        String page = daemon.get("/").body();
        assertThat(page.split("<table>", -1)).hasSameSizeAs(page.split("<caption>", -1));
        assertThat(page.split("tabindex=\"0\"", -1)).hasSameSizeAs(page.split("<table>", -1));
        assertThat(page).contains("<svg aria-hidden=\"true\"");
    }

    @Test
    void metricsAreThoseOfTheRuns() throws Exception {
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        daemon.start().awaitEndOfRun();
        HttpResponse<String> metrics = daemon.get("/metrics");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .contains("compaction_runs_total{result=\"success\"} 1.0")
                .contains("compaction_input_files_total 3.0")
                .contains("compaction_store_operations_total{op=\"publish\",result=\"ok\"}")
                .contains("jvm_memory_used_bytes")
                .contains("process_files_open_files")
                .contains("process_uptime_seconds");
    }

    @Test
    void everyEndpointAnswersDuringARun() throws Exception {
        CountDownLatch merging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        daemon.duringAMerge = () -> {
            merging.countDown();
            DaemonUnderTest.await(goOn);
        };
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        daemon.start();
        DaemonUnderTest.await(merging);
        assertThat(daemon.get("/").body()).contains("A run is on since <time datetime=\"2026-01-15T13:00:00Z\">");
        assertThat(daemon.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
        daemon.awaitReadiness(200);
        HttpResponse<String> second = daemon.post("/run", "", "X-Coldpress", "run");
        assertThat(second.statusCode()).isEqualTo(409);
        goOn.countDown();
        daemon.awaitEndOfRun();
    }

    @Test
    void readinessFollowsTheStoreAndTheLastRun() throws Exception {
        daemon.fail(StoreOperation.LIST, "");
        daemon.start().awaitEndOfRun();
        HttpResponse<String> away = daemon.get("/readyz");
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).startsWith("the last run failed: ");
        assertThat(daemon.get("/healthz").body()).isEqualTo("ok\n");
        daemon.faults = (operation, target) -> Fault.NONE;
        assertThat(daemon.post("/run", "", "X-Coldpress", "run").statusCode()).isEqualTo(202);
        daemon.awaitEndOfRun();
        daemon.awaitReadiness(200);
        daemon.fail(StoreOperation.LIST, "");
        assertThat(daemon.get("/readyz").statusCode()).as("asked a moment ago").isEqualTo(200);
        daemon.clock.advance(Duration.ofSeconds(11));
        daemon.awaitReadiness(503);
    }

    @Test
    void aRunIsBegunByTheHeaderAndByTheButtonOfThePage() throws Exception {
        daemon.start().awaitEndOfRun();
        assertThat(daemon.post("/run", "", "X-Coldpress", "run").statusCode()).isEqualTo(202);
        daemon.awaitEndOfRun();
        HttpResponse<String> answer = daemon.post(
                "/run",
                "token=" + token(),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                daemon.url(),
                "Sec-Fetch-Site",
                "same-origin");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
        daemon.awaitEndOfRun();
        assertThat(daemon.get("/metrics").body()).contains("compaction_runs_total{result=\"success\"} 3.0");
    }

    private String token() throws Exception {
        Matcher token = TOKEN.matcher(daemon.get("/").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, http://elsewhere.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1"
    })
    void anotherSiteBeginsNoRunWhateverItKnows(String header, String value) throws Exception {
        daemon.start().awaitEndOfRun();
        HttpResponse<String> answer = daemon.post("/run", "token=" + token(), "X-Coldpress", "run", header, value);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertOneRun();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token=", "token=guess", "x=y", "long"})
    void aPlainFormBeginsNoRun(String form) throws Exception {
        String body = form.equals("long") ? "token=" + "x".repeat(5000) : form;
        daemon.start().awaitEndOfRun();
        assertThat(daemon.post("/run", body, "Content-Type", "text/plain").statusCode())
                .isEqualTo(403);
        assertOneRun();
    }

    private void assertOneRun() throws IOException, InterruptedException {
        assertThat(daemon.get("/metrics").body()).contains("compaction_runs_total{result=\"success\"} 1.0");
    }

    @Test
    void aNameOfAnotherSiteThatLeadsHereIsNotServed() throws Exception {
        daemon.start().awaitEndOfRun();
        assertThat(statusLine("GET / HTTP/1.1", "Host: elsewhere.example")).contains(" 421 ");
        assertThat(statusLine("GET / HTTP/1.0")).as("no host at all").contains(" 421 ");
        assertThat(statusLine("GET / HTTP/1.1", "Host: localhost:8095")).contains(" 200 ");
        assertThat(statusLine("GET / HTTP/1.1", "Host: [::1]")).contains(" 200 ");
    }

    @Test
    void behindAProxyWhoseNameIsStatedThePageAndItsButtonWork() throws Exception {
        daemon.access = new Access(Set.of("coldpress.example"), Optional.empty());
        daemon.start().awaitEndOfRun();
        assertThat(statusLine("GET / HTTP/1.1", "Host: coldpress.example")).contains(" 200 ");
        assertThat(statusLine("GET / HTTP/1.1", "Host: elsewhere.example")).contains(" 421 ");
        String form = "token=" + token();
        String[] button = {
            "POST /run HTTP/1.1",
            "Host: coldpress.example",
            "Origin: https://coldpress.example",
            "Sec-Fetch-Site: same-origin",
            "Content-Length: " + form.length()
        };
        assertThat(statusLine(form, button)).contains(" 303 ");
        daemon.awaitEndOfRun();
    }

    private String statusLine(String... lines) throws IOException {
        return statusLine("", lines);
    }

    /** By hand: Java's client sets the host itself. */
    private String statusLine(String body, String[] lines) throws IOException {
        try (Socket socket =
                new Socket(daemon.address().getAddress(), daemon.address().getPort())) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        daemon.start().awaitEndOfRun();
        assertThat(daemon.get("/metricsx").statusCode()).isEqualTo(404);
        assertThat(daemon.get("/../etc/passwd").statusCode()).isEqualTo(400);
        assertThat(daemon.get("/run").statusCode()).isEqualTo(405);
        HttpResponse<String> wrong = daemon.post("/metrics", "");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).hasValue("GET, HEAD");
        HttpResponse<String> head = daemon.send(daemon.request("/").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void whereCompactionIsDisabledNothingIsRun() throws Exception {
        daemon.enabled = false;
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        daemon.start();
        assertThat(daemon.get("/").body()).contains("disabled by the settings").doesNotContain("Run now");
        assertThat(daemon.post("/run", "", "X-Coldpress", "run").statusCode()).isEqualTo(409);
        daemon.awaitReadiness(200);
    }
}
