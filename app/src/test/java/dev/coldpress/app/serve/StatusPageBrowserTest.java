package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.StoreOperation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status page in a real browser. Leaves pictures of it in {@code target/screenshots}. */
class StatusPageBrowserTest {

    private static final char TAB = '\uE004';
    private static final char ENTER = '\uE007';
    private static final Path PICTURES = Path.of("target", "screenshots");

    /** WCAG 2.2, success criterion 1.4.3, for text of the usual size. */
    private static final double LEAST_CONTRAST = 4.5;

    private static final int PHONE_WIDTH = 390;

    /** Contrast ratio by WCAG 2.2 of each element with a text of its own, and the text. */
    private static final String CONTRASTS = """
            const parse = c => c.match(/[\\d.]+/g).map(Number);
            const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
                .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const ground = e => {
                for (; e; e = e.parentElement) {
                    const c = parse(getComputedStyle(e).backgroundColor);
                    if (c.length < 4 || c[3] > 0) return c;
                }
                return [255, 255, 255];
            };
            return [...document.body.querySelectorAll('*')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
                .map(e => {
                    const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
                    return {text: e.textContent, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)};
                });
            """;

    /** What has the focus, in words. */
    private static final String FOCUS = """
            const e = document.activeElement;
            return e === document.body ? 'body' : e.tagName === 'DIV' ? e.getAttribute('aria-labelledby') : e.textContent;
            """;

    @TempDir
    private static Path profile;

    private static Optional<Browser> started = Optional.empty();

    private final DaemonUnderTest daemon = new DaemonUnderTest();
    private @Nullable Browser opened;

    @BeforeAll
    static void startBrowser() throws Exception {
        started = Browser.start(profile);
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        if (started.isPresent()) {
            started.get().close();
        }
    }

    @BeforeEach
    void openAPageWithSomethingInEachOfItsParts() throws Exception {
        assumeThat(started)
                .as("SKIPPED: chromedriver is not there, so the status page is looked at in no browser;"
                        + " Debian has it in the package chromium-driver")
                .isPresent();
        Browser browser = started.get();
        opened = browser;
        daemon.addFiles(DaemonUnderTest.HOUR, 30);
        daemon.store.add(DaemonUnderTest.HOUR.key("broken.parquet"), "junk".getBytes(StandardCharsets.UTF_8));
        KeyPrefix failing = KeyPrefix.of("an-application-with-a-rather-long-name/year=2026/month=01/day=15/hour=09/");
        daemon.addFiles(failing, 12);
        daemon.addFiles(KeyPrefix.of("settled/year=2026/month=01/day=14/hour=23/"), 1);
        daemon.addFiles(KeyPrefix.of("app/year=2026/month=01/day=15/hour=13/"), 2);
        daemon.start().awaitEndOfRun();
        daemon.addFiles(KeyPrefix.of("app/year=2026/month=01/day=15/hour=11/"), 400);
        daemon.clock.advance(Duration.ofHours(1));
        // The names of before come again, as a sink does that delivers twice; the others are new and to be merged.
        daemon.addFiles(failing, 24);
        daemon.fail(StoreOperation.SEAL, failing.path());
        daemon.clock.advance(Duration.ofHours(1));
        daemon.awaitNextRun();
        browser.width(1200, false);
        browser.colourScheme("light");
        browser.open(daemon.url() + "/");
    }

    @AfterEach
    void close() {
        daemon.close();
    }

    private Browser browser() {
        return Optional.ofNullable(opened).orElseThrow();
    }

    @Test
    void itShowsTheRunsAndTheBrowserHasNothingToComplainOf() throws Exception {
        assertThat(texts("#runs + div tbody td.good, #runs + div tbody td.bad")).containsExactly("partial", "success");
        assertThat(texts("dl dt"))
                .containsExactly("Partitions", "Data files", "Size", "Files that wait", "Their size", "Oldest of them");
        assertThat(browser()
                        .run("return document.querySelectorAll('rect').length")
                        .intValue())
                .isPositive();
        assertThat(texts("figcaption b")).containsExactly("Data files", "Size", "Files that wait to be merged");
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void theButtonStartsARun() throws Exception {
        browser().press(TAB);
        assertThat(focus()).isEqualTo("Run now");
        browser().press(ENTER);
        daemon.awaitEndOfRun();
        browser().open(daemon.url() + "/");
        assertThat(texts("#runs + div tbody td.good, #runs + div tbody td.bad")).hasSize(3);
        assertThat(daemon.get("/metrics").body()).contains("compaction_runs_total{result=\"partial\"} 2.0");
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void theKeyboardReachesEverythingInTheOrderOfThePage() throws Exception {
        List<String> order = new ArrayList<>();
        browser().press(TAB);
        for (String focus = focus(); !focus.equals("body") && order.size() < 20; focus = focus()) {
            order.add(focus);
            assertThat(browser()
                            .run("return getComputedStyle(document.activeElement).outlineStyle")
                            .textValue())
                    .as("the outline of %s", focus)
                    .isEqualTo("solid");
            browser().press(TAB);
        }
        assertThat(order)
                .containsExactly(
                        "Run now",
                        "notable",
                        "sizes",
                        "left-alone",
                        "files-left-alone",
                        "runs",
                        "2 runs as JSON",
                        "settings",
                        "metrics",
                        "runs",
                        "health",
                        "readiness");
    }

    @Test
    void itHasLandmarksAndItsTablesHaveHeads() throws Exception {
        assertThat(browser()
                        .run("return [...document.body.children].map(e => e.tagName).join()")
                        .textValue())
                .isEqualTo("HEADER,MAIN,FOOTER");
        assertThat(browser()
                        .run("return document.querySelectorAll('h1').length")
                        .intValue())
                .isEqualTo(1);
        assertThat(texts("th:not([scope])")).isEmpty();
        assertThat(browser()
                        .run("return [...document.querySelectorAll('[aria-labelledby]')]"
                                + ".filter(e => !document.getElementById(e.getAttribute('aria-labelledby'))).length")
                        .intValue())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"light, 1200", "dark, 1200", "light, 390", "dark, 390"})
    void everythingCanBeReadWithoutScrollingSideways(String scheme, int width) throws Exception {
        browser().colourScheme(scheme);
        browser().width(width, width == PHONE_WIDTH);
        browser().open(daemon.url() + "/");
        browser().screenshot(PICTURES.resolve(scheme + "-" + width + ".png"));
        JsonNode contrasts = browser().run(CONTRASTS);
        assertThat(contrasts)
                .hasSizeGreaterThan(30)
                .allSatisfy(one -> assertThat(one.get("ratio").doubleValue())
                        .as(one.get("text").textValue())
                        .isGreaterThanOrEqualTo(LEAST_CONTRAST));
        assertThat(browser().run("return document.documentElement.scrollWidth").intValue())
                .isLessThanOrEqualTo(width);
        assertThat(tablesThatAreCut())
                .as("tables that have to be scrolled sideways")
                .isEmpty();
        assertThat(browser()
                        .run("return Math.max(...[...document.querySelectorAll('.more > div')]"
                                + ".map(e => e.getBoundingClientRect().right))")
                        .intValue())
                .as("where the longest text of a table ends")
                .isLessThanOrEqualTo(width);
        assertThat(browser()
                        .run("const b = document.querySelector('button').getBoundingClientRect();"
                                + "return Math.min(b.width, b.height)")
                        .doubleValue())
                .as("what a finger can hit, in pixels")
                .isGreaterThanOrEqualTo(44);
    }

    private List<String> tablesThatAreCut() throws Exception {
        List<String> cut = new ArrayList<>();
        browser()
                .run("return [...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth)"
                        + ".map(e => e.getAttribute('aria-labelledby'))")
                .forEach(id -> cut.add(id.textValue()));
        return cut;
    }

    private String focus() throws Exception {
        return browser().run(FOCUS).textValue();
    }

    private List<String> texts(String selector) throws Exception {
        List<String> texts = new ArrayList<>();
        browser()
                .run("return [...document.querySelectorAll('" + selector + "')].map(e => e.textContent)")
                .forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
