package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.testkit.fault.Fault;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint, over real HTTP. */
class DaemonTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href|action)=\"([^\"]*)\"");

    private static final KeyPrefix OTHER_HOUR = KeyPrefix.of("app/year=2026/month=01/day=15/hour=11/");

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
                .contains("<h1>Coldpress <small class=\"faint\">0.0-test</small></h1>")
                .contains("<td class=\"good\" data-name=\"Result\">success</td>")
                .contains("<dt>Data files</dt><dd>2</dd>")
                .contains("<th scope=\"row\">below 16 KB</th><td class=\"n\">4</td><td class=\"n\">2</td>")
                .contains("<th scope=\"row\">target-size</th><td class=\"wide\">1KB</td>")
                .contains("broken.parquet")
                .contains("quarantined")
                .contains("<h2 id=\"files-left-alone\">Files left alone</h2>")
                .contains("<th scope=\"row\">file-name</th><td class=\"n\">1</td>")
                .contains("<th scope=\"row\">quarantined</th><td class=\"n\">1</td>");
    }

    @Test
    void whatHasOneReasonIsOneRowAndAFileIsToldOfOnce() throws Exception {
        for (String name : List.of("broken.parquet", "damaged.parquet")) {
            daemon.store.add(DaemonUnderTest.HOUR.key(name), "junk".getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < 5; i++) {
            daemon.store.add(ObjectKey.of("stray-" + i + "/x.parquet"), new byte[1]);
        }
        daemon.clock.advance(Duration.ofHours(1));
        daemon.start().awaitEndOfRun();
        String page = daemon.get("/").body();
        assertThat(page)
                .contains("<th scope=\"row\">quarantined</th><td class=\"n\" data-name=\"Count\">2</td>")
                .contains("<th scope=\"row\">not-in-layout</th><td class=\"n\" data-name=\"Count\">5</td>");
        assertThat(page.split(">stray-", -1)).as("examples").hasSize(4);
        assertThat(page.split("<div class=\"detail faint\">The path does not match", -1))
                .as("their common reason")
                .hasSize(2);
    }

    @Test
    void thePageShowsAFailedPartitionAndTheBacklogThatItLeaves() throws Exception {
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        daemon.fail(StoreOperation.SEAL, DaemonUnderTest.HOUR.path());
        daemon.start().awaitEndOfRun();
        assertThat(daemon.get("/").body())
                .contains("<td class=\"bad\" data-name=\"Result\">partial</td>")
                .contains("<td class=\"bad\">failed</td>")
                .contains("<dt>Files that wait</dt><dd>3</dd>")
                .contains("<dt>Oldest of them</dt><dd>1:00:00 h old</dd>");
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
                .allMatch(List.of("/run", "/runs", "/metrics", "/healthz", "/readyz")::contains);
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
        assertThat(page).contains("<svg class=\"before\" aria-hidden=\"true\"");
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
                .contains("coldpress_build_info{java=\"" + System.getProperty("java.version")
                        + "\",version=\"0.0-test\"} 1")
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
        assertThat(daemon.get("/").body()).contains("Running since <time datetime=\"2026-01-15T13:00:00Z\">");
        assertThat(daemon.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
        daemon.awaitReadiness(200);
        HttpResponse<String> second = daemon.post("/run", "", "X-Coldpress", "run");
        assertThat(second.statusCode()).isEqualTo(409);
        goOn.countDown();
        daemon.awaitEndOfRun();
    }

    @Test
    void readinessFollowsTheStore() throws Exception {
        daemon.fail(StoreOperation.LIST, "");
        daemon.start().awaitEndOfRun();
        daemon.awaitReadiness(503);
        assertThat(daemon.get("/healthz").body()).isEqualTo("ok\n");
        daemon.faults = (operation, target) -> Fault.NONE;
        daemon.clock.advance(Duration.ofSeconds(11));
        daemon.awaitReadiness(200);
    }

    /** Another process would fail there too, and a roll-out must not hang for one damaged directory. */
    @Test
    void aPartitionThatFailsLeavesItReady() throws Exception {
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        daemon.fail(StoreOperation.SEAL, DaemonUnderTest.HOUR.path());
        daemon.start().awaitEndOfRun();
        daemon.awaitReadiness(200);
        assertThat(daemon.get("/metrics").body()).contains("compaction_runs_total{result=\"partial\"} 1.0");
    }

    @Test
    void aRunIsToldHowFarItIsByWhatTheLastOneLookedInto() throws Exception {
        daemon.addFiles(DaemonUnderTest.HOUR, 1);
        daemon.addFiles(OTHER_HOUR, 1);
        daemon.start().awaitEndOfRun();
        CountDownLatch merging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        daemon.addFiles(OTHER_HOUR, 3);
        daemon.clock.advance(Duration.ofHours(1));
        daemon.duringAMerge = () -> {
            daemon.clock.advance(Duration.ofSeconds(90));
            merging.countDown();
            DaemonUnderTest.await(goOn);
        };
        assertThat(daemon.post("/run", "", "X-Coldpress", "run").statusCode()).isEqualTo(202);
        DaemonUnderTest.await(merging);
        assertThat(daemon.get("/").body())
                .contains(": 1 of about 2 partitions scanned")
                .contains(", about 1:30 min left")
                .contains("<progress aria-label=\"Partitions scanned\" max=\"2\" value=\"1\">");
        goOn.countDown();
        daemon.awaitEndOfRun();
    }

    @Test
    void theLastRunsAndTheirPlotsOutliveTheProcess(@TempDir Path folder) throws Exception {
        daemon.stateDirectory = Optional.of(folder.resolve("state"));
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        daemon.start().awaitEndOfRun();
        daemon.addFiles(OTHER_HOUR, 3);
        daemon.awaitNextRun();
        String runs = daemon.get("/runs").body();
        daemon.close();
        try (DaemonUnderTest next = new DaemonUnderTest()) {
            next.stateDirectory = daemon.stateDirectory;
            next.enabled = false;
            next.start();
            assertThat(next.get("/runs").body()).isEqualTo(runs);
            assertThat(next.get("/").body())
                    .contains("<polyline points=\"4.0,")
                    .contains("aria-label=\"Data files, from 1 \u2192 2\"");
        }
    }

    @Test
    void runsAreThereAsJson() throws Exception {
        daemon.addFiles(DaemonUnderTest.HOUR, 3);
        daemon.start().awaitEndOfRun();
        HttpResponse<String> answer = daemon.get("/runs");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode run = new ObjectMapper().readTree(answer.body()).get(0);
        assertThat(run.get("result").textValue()).isEqualTo("success");
        assertThat(run.get("filesMerged").intValue()).isEqualTo(3);
        assertThat(run.get("files").intValue()).isEqualTo(1);
        assertThat(run.get("backlogFiles").intValue()).isZero();
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
