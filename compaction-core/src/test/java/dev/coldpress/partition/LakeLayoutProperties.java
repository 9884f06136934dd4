package dev.coldpress.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LakeLayoutProperties {

    /** A layout's template, its keys, and the length of its windows. */
    private record Template(String text, List<String> keys, ChronoUnit window) {

        LakeLayout layout() {
            return LakeLayout.parse(text);
        }
    }

    private static final List<Template> TEMPLATES = List.of(
            new Template(LakeLayout.DEFAULT_TEMPLATE, List.of("app_id"), ChronoUnit.HOURS),
            new Template(
                    "app_id={app_id}/year={yyyy}/month={MM}/day={dd}/hour={HH}", List.of("app_id"), ChronoUnit.HOURS),
            new Template("dt={yyyy-MM-dd}/hour={HH}/", List.of(), ChronoUnit.HOURS),
            new Template("year={yyyy}/month={MM}/day={dd}/", List.of(), ChronoUnit.DAYS),
            new Template("{a}/b={b}/raw/{c}-x/{yyyyMMdd}/{e}", List.of("a", "b", "c", "e"), ChronoUnit.DAYS),
            new Template("{a}.{yyyy}-{MM}/{dd}_{b}/h{HH}.v{c}", List.of("a", "b", "c"), ChronoUnit.HOURS),
            new Template("{yyyy_MM.ddTHH}", List.of(), ChronoUnit.HOURS),
            new Template("{a}/ts={yyyy-MM-dd HH:mm:ss}", List.of("a"), ChronoUnit.HOURS));

    @Property
    void matchingWhatWasPrintedGivesTheSamePartition(
            @ForAll("templates") Template template,
            @ForAll("values") List<String> values,
            @ForAll("times") Instant time) {
        LakeLayout layout = template.layout();
        Map<String, String> keys = keys(template, values);
        Instant start = time.truncatedTo(template.window);

        KeyPrefix printed = layout.print(keys, start);

        PartitionPath found = layout.match(printed).orElseThrow();
        assertThat(found.prefix()).isEqualTo(printed);
        assertThat(found.keys()).isEqualTo(keys);
        assertThat(found.window()).isEqualTo(new PartitionWindow(start, start.plus(1, template.window)));
    }

    @Property
    void printingWhatWasMatchedGivesTheCanonicalPath(
            @ForAll("templates") Template template,
            @ForAll("values") List<String> values,
            @ForAll("times") Instant time) {
        LakeLayout layout = template.layout();
        KeyPrefix canonical = layout.print(keys(template, values), time.truncatedTo(template.window));
        PartitionPath found = layout.match(canonical).orElseThrow();

        assertThat(layout.print(found.keys(), found.window().start())).isEqualTo(canonical);
    }

    @Property
    void aPathWithoutPaddingKeepsItsSpellingAndHasTheSameWindow(
            @ForAll("values") List<String> values, @ForAll("times") Instant time) {
        var utc = time.atOffset(ZoneOffset.UTC);
        String year = String.format("%04d", utc.getYear());
        KeyPrefix plain = KeyPrefix.of(values.get(0) + "/year=" + year + "/month=" + utc.getMonthValue() + "/day="
                + utc.getDayOfMonth() + "/hour=" + utc.getHour() + "/");

        PartitionPath found = LakeLayout.DEFAULT.match(plain).orElseThrow();

        assertThat(found.prefix()).isEqualTo(plain);
        assertThat(found.window().start()).isEqualTo(time.truncatedTo(ChronoUnit.HOURS));
    }

    @Property
    void theWindowsAlongAPathNarrowDownToThePartition(
            @ForAll("templates") Template template,
            @ForAll("values") List<String> values,
            @ForAll("times") Instant time) {
        LakeLayout layout = template.layout();
        KeyPrefix path = layout.print(keys(template, values), time.truncatedTo(template.window));
        PartitionWindow above = layout.window(KeyPrefix.ROOT).orElseThrow();
        KeyPrefix partial = KeyPrefix.ROOT;
        for (String segment : path.path().substring(0, path.path().length() - 1).split("/", -1)) {
            partial = partial.child(segment);
            PartitionWindow below = layout.window(partial).orElseThrow();
            assertThat(below.start()).isAfterOrEqualTo(above.start());
            assertThat(below.end()).isBeforeOrEqualTo(above.end());
            above = below;
        }
        assertThat(layout.match(path).orElseThrow().window()).isEqualTo(above);
    }

    @Property
    void anyPathIsAnsweredAndWhatMatchesWholeAlsoMatchesInPart(@ForAll("paths") String path) {
        KeyPrefix prefix = KeyPrefix.of(path);
        for (Template template : TEMPLATES) {
            LakeLayout layout = template.layout();
            layout.match(prefix)
                    .ifPresent(found -> assertThat(layout.window(prefix)).contains(found.window()));
        }
    }

    @Property
    void anyTemplateIsReadOrRefusedWithItsPosition(@ForAll("templateTexts") String text) {
        try {
            assertThat(LakeLayout.parse(text).depth()).isPositive();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s)Layout '.*', character [0-9]+: .*\\. Example: .*");
        }
    }

    @Provide
    Arbitrary<Template> templates() {
        return Arbitraries.of(TEMPLATES);
    }

    @Provide
    Arbitrary<List<String>> values() {
        Arbitrary<String> hostile =
                Arbitraries.strings().withChars("a0=-.x_ v{}%é").ofMinLength(1).ofMaxLength(6);
        return hostile.map(value -> LakeLayout.isHidden(value) ? "a" + value : value)
                .list()
                .ofSize(4);
    }

    @Provide
    Arbitrary<Instant> times() {
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        long leapDay = Instant.parse("2024-02-29T00:00:00Z").getEpochSecond();
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(first, last),
                        Arbitraries.longs().between(leapDay - 90_000, leapDay + 180_000))
                .map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> segment = Arbitraries.oneOf(
                Arbitraries.of(
                        "a", "year=2026", "month=2", "day=30", "hour=23", "dt=2026-02-29", "20260101", "2026", "h"),
                Arbitraries.strings().withChars("a0129=-_").ofMinLength(1).ofMaxLength(12));
        return segment.list().ofMinSize(1).ofMaxSize(6).map(segments -> String.join("/", segments) + "/");
    }

    @Provide
    Arbitrary<String> templateTexts() {
        return Arbitraries.of(
                        "{yyyy}",
                        "{MM}",
                        "{dd}",
                        "{HH}",
                        "{yyyy-MM}",
                        "{a}",
                        "{b}",
                        "/",
                        "-",
                        "x",
                        "1",
                        "{",
                        "}",
                        "_",
                        "\\")
                .list()
                .ofMaxSize(9)
                .map(pieces -> String.join("", pieces));
    }

    private static Map<String, String> keys(Template template, List<String> values) {
        Map<String, String> keys = new HashMap<>();
        template.keys.forEach(key -> keys.put(key, values.get(keys.size())));
        return keys;
    }
}
