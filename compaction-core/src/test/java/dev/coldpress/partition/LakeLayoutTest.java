package dev.coldpress.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.KeyPrefix;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LakeLayoutTest {

    @ParameterizedTest
    @CsvSource({
        "{app_id}/year={yyyy}/month={MM}/day={dd}/hour={HH}/, a1/year=2026/month=02/day=28/hour=23/, 2026-02-28T23:00:00Z, 2026-03-01T00:00:00Z",
        "app_id={app_id}/year={yyyy}/month={MM}/day={dd}/hour={HH}, app_id=a1/year=2024/month=2/day=28/hour=23/, 2024-02-28T23:00:00Z, 2024-02-29T00:00:00Z",
        "dt={yyyy-MM-dd}/hour={HH}/, dt=2026-12-31/hour=23/, 2026-12-31T23:00:00Z, 2027-01-01T00:00:00Z",
        "dt={yyyy-MM-dd}/hour={HH}/, dt=2026-1-5/hour=7/, 2026-01-05T07:00:00Z, 2026-01-05T08:00:00Z",
        "{yyyy}/{MM}/{dd}/, 2024/02/29/, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
        "year={yyyy}/month={MM}/day={dd}/, year=2026/month=4/day=30/, 2026-04-30T00:00:00Z, 2026-05-01T00:00:00Z",
        "{tenant}/{table}/v1/{yyyyMMddHH}/, t/events/v1/2026010203/, 2026-01-02T03:00:00Z, 2026-01-02T04:00:00Z",
        "{yyyy-MM-ddTHH}/app={app}/, 2026-01-02T03/app=x/, 2026-01-02T03:00:00Z, 2026-01-02T04:00:00Z",
        "{app}-{yyyy_MM}/, my-app-2026_12/, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "y{yyyy}/, y2026/, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "day={yyyy-MM-dd HH:mm:ss}/, day=2026-01-15 10:00:00/, 2026-01-15T10:00:00Z, 2026-01-15T11:00:00Z",
        "day={yyyy-MM-dd HH:mm:ss}/, day=2026-01-15 10:45:30/, 2026-01-15T10:45:30Z, 2026-01-15T11:45:30Z",
        "{yyyyMMddTHHmm}/, 20260115T1045/, 2026-01-15T10:45:00Z, 2026-01-15T11:45:00Z",
        "{yyyy-MM-dd}/{HH}/{mm}/, 2026-01-15/10/5/, 2026-01-15T10:05:00Z, 2026-01-15T11:05:00Z",
        "day={yyyy-MM-dd} 00:00:00/, day=2026-01-15 00:00:00/, 2026-01-15T00:00:00Z, 2026-01-16T00:00:00Z",
        "ts_hour={epoch:hour}/, ts_hour=1768471200/, 2026-01-15T10:00:00Z, 2026-01-15T11:00:00Z",
        "{a}/b{epoch:day}x/, a/b1768471213x/, 2026-01-15T10:00:13Z, 2026-01-16T10:00:13Z",
        "{epoch_ms:hour}/, 1768471200001/, 2026-01-15T10:00:00.001Z, 2026-01-15T11:00:00.001Z",
        "{epoch_ms:day}/, 99999999999999/, 5138-11-16T09:46:39.999Z, 5138-11-17T09:46:39.999Z",
    })
    void aPathOfTheLayoutHasItsWindow(String template, String path, Instant start, Instant end) {
        PartitionPath found =
                LakeLayout.parse(template).match(KeyPrefix.of(path)).orElseThrow();

        assertThat(found.window()).isEqualTo(new PartitionWindow(start, end));
        assertThat(found.prefix().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1/year=2026/month=02/day=30/hour=00/",
                "a1/year=2025/month=02/day=29/hour=00/",
                "a1/year=2026/month=04/day=31/hour=00/",
                "a1/year=2026/month=13/day=01/hour=00/",
                "a1/year=2026/month=00/day=01/hour=00/",
                "a1/year=2026/month=01/day=00/hour=00/",
                "a1/year=2026/month=01/day=01/hour=24/",
                "a1/year=26/month=01/day=01/hour=00/",
                "a1/year=2026/month=001/day=01/hour=00/",
                "a1/year=2026/month=+1/day=01/hour=00/",
                "a1/year=2026/month=١/day=01/hour=00/",
                "a1/Year=2026/month=01/day=01/hour=00/",
                "a1/year=2026/month=01/day=01/hour=/",
                "a1/year=2026/month=01/day=01/hour=00x/",
                "a1/year=2026/month=01/day=01/",
                "a1/year=2026/month=01/day=01/hour=00/more/",
                "_a1/year=2026/month=01/day=01/hour=00/",
                ".a1/year=2026/month=01/day=01/hour=00/",
                "year=2026/month=01/day=01/hour=00/",
                "a1/b/year=2026/month=01/day=01/hour=00/",
            })
    void aPathBesideTheLayoutOrTheCalendarDoesNotMatch(String path) {
        assertThat(LakeLayout.DEFAULT.match(KeyPrefix.of(path))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{epoch:hour}, 1768471200000/", // milliseconds
        "{epoch:hour}, 20260115/",
        "{epoch:hour}, -1768471200/",
        "{epoch_ms:hour}, 1768471200/",
        "{yyyy-MM-dd HH:mm:ss}, 2026-01-15 10:60:00/",
        "{yyyy-MM-dd HH:mm:ss}, 2026-01-15 10:00/",
    })
    void aTimeOfAnotherFormDoesNotMatch(String template, String path) {
        assertThat(LakeLayout.parse(template).match(KeyPrefix.of(path))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "country={country}/, country=DE/, 1",
        "topics/{topic}/partition={partition}, topics/orders/partition=0/, 3",
        "all/, all/, 1",
        "., '', 0",
        "./, '', 0",
    })
    void aLayoutWithoutADateHasPartitionsOfAllOfTime(String template, String path, int depth) {
        LakeLayout layout = LakeLayout.parse(template);
        PartitionPath found = layout.match(KeyPrefix.of(path)).orElseThrow();

        assertThat(layout.isDated()).isFalse();
        assertThat(layout.depth()).isEqualTo(depth);
        assertThat(found.window()).isEqualTo(PartitionWindow.ALL_OF_TIME);
        assertThat(layout.print(found.keys(), found.window().start())).isEqualTo(found.prefix());
    }

    @Test
    void aLayoutWithADateSaysSo() {
        assertThat(LakeLayout.DEFAULT.isDated()).isTrue();
        assertThat(LakeLayout.parse("{a}/{epoch:day}").isDated()).isTrue();
    }

    @Test
    void nothingBelowTheRootIsAPartitionWhereTheRootIsOne() {
        assertThat(LakeLayout.parse(".").match(KeyPrefix.of("a/"))).isEmpty();
    }

    @Test
    void aLayoutBelowADirectoryTakesNothingBesideIt() {
        LakeLayout layout = LakeLayout.parse("dt={yyyy-MM-dd}/").below(KeyPrefix.of("a{x}/b/"));

        assertThat(layout).hasToString("a{x}/b/dt={yyyy-MM-dd}/");
        assertThat(layout.base()).isEqualTo(KeyPrefix.of("a{x}/b/"));
        assertThat(layout.depth()).isEqualTo(3);
        assertThat(layout.match(KeyPrefix.of("a{x}/b/dt=2026-01-05/"))).isPresent();
        assertThat(layout.match(KeyPrefix.of("ax/b/dt=2026-01-05/"))).isEmpty();
        assertThat(layout.match(KeyPrefix.of("dt=2026-01-05/"))).isEmpty();
        assertThat(LakeLayout.parse(".").below(KeyPrefix.of("a/")).match(KeyPrefix.of("a/")))
                .isPresent();
        assertThat(LakeLayout.DEFAULT.base()).isEqualTo(KeyPrefix.ROOT);
        assertThatThrownBy(() -> LakeLayout.DEFAULT.below(KeyPrefix.of("a/_b/")))
                .hasMessageContaining("hidden");
        assertThatThrownBy(() -> layout.below(KeyPrefix.of("c/"))).hasMessageContaining("already");
    }

    @Test
    void theRootIsNoPartition() {
        assertThat(LakeLayout.DEFAULT.match(KeyPrefix.ROOT)).isEmpty();
    }

    @Test
    void paddedAndPlainSpellingsAreTwoPartitionsOfOneWindow() {
        PartitionPath padded = matched("a1/year=2026/month=01/day=05/hour=07/");
        PartitionPath plain = matched("a1/year=2026/month=1/day=5/hour=7/");

        assertThat(plain.window()).isEqualTo(padded.window());
        assertThat(plain.keys()).isEqualTo(padded.keys()).isEqualTo(Map.of("app_id", "a1"));
        assertThat(plain.prefix()).isNotEqualTo(padded.prefix());
    }

    @ParameterizedTest
    @CsvSource({
        "a1/, -1000000000-01-01T00:00:00Z, +1000000000-12-31T23:59:59.999999999Z",
        "a1/year=2024/, 2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z",
        "a1/year=2024/month=2/, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
        "a1/year=2024/month=2/day=29/, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
        "a1/year=2024/month=2/day=29/hour=5/, 2024-02-29T05:00:00Z, 2024-02-29T06:00:00Z",
    })
    void theWindowOfAPartialPathHoldsEverythingBelowIt(String partial, Instant start, Instant end) {
        assertThat(LakeLayout.DEFAULT.window(KeyPrefix.of(partial))).contains(new PartitionWindow(start, end));
    }

    @Test
    void theWindowOfTheRootIsAllOfTime() {
        assertThat(LakeLayout.DEFAULT.window(KeyPrefix.ROOT)).contains(PartitionWindow.ALL_OF_TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1/year=2026/month=13/",
                "a1/year=2026/month=2/day=30/",
                "a1/years=2026/",
                "_a1/",
                "a1/year=2026/month=2/day=3/hour=4/x/",
            })
    void aPartialPathThatCannotLeadToAPartitionHasNoWindow(String partial) {
        assertThat(LakeLayout.DEFAULT.window(KeyPrefix.of(partial))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | character 1: segments are not empty",
                "/year={yyyy}/ | character 1: segments are not empty",
                "a//{yyyy}/ | character 3: segments are not empty",
                "ts={epoch:week}/ | character 4: a time that is counted from 1970 has the length of a partition behind it",
                "{yyyy}/{epoch:hour}/ | character 8: a time that is counted from 1970 stands alone",
                "{epoch:hour}/{epoch_ms:day}/ | character 14: a time that is counted from 1970 stands alone",
                "{epoch:hour}/{yyyy}/ | character 14: {yyyy} is out of order",
                "v1{epoch:hour}/ | character 3: no digit may stand before a time field",
                "{epoch:hour}0/ | character 13: no digit may follow a time field",
                "{epoch:hour}{a}/ | character 13: something must stand between two fields",
                "{app_id}/_raw/{yyyy}/ | character 10: no segment begins with '_' or '.'",
                "../{yyyy}/ | character 1: no segment begins with '_' or '.'",
                "a/{yyyy/x/ | character 3: this '{' has no '}'",
                "{yyyy/MM}/ | character 1: this '{' has no '}'",
                "a}/{yyyy}/ | character 2: '}' without '{'",
                "a\\b/{yyyy}/ | character 2: '}' without '{', backslashes",
                "{}/{yyyy}/ | character 1: '{}' is neither a key",
                "{app-id}/{yyyy}/ | character 1: '{app-id}' is neither a key",
                "{yyyy-mm-dd}/ | character 1: {mm} is out of order: {yyyy}, {MM} (the month)",
                "y={YYYY}/ | character 3: the time fields are {yyyy}, {MM}, {dd} and {HH}",
                "{yyyy}/{mm}/ | character 8: {mm} is out of order",
                "{yyyymmdd}/ | character 1: {mm} is out of order",
                "{yyyy}/{ww}/ | character 8: the time fields are {yyyy}, {MM}, {dd} and {HH}, in exactly these letters; if {ww}",
                "{yyyy}/{DD}/ | character 8: the time fields are",
                "{yyyy}/{DDD}/ | character 8: the time fields are",
                "{yyyy}/{M}/ | character 8: the time fields are",
                "{yyyyww}/ | character 1: the time fields are",
                "{yyyy-MM-dd}/{mmss}/ | character 14: {mm} is out of order",
                "{yyyy}/m={month}/ | character 10: {month} is a key of any value; write {MM} if it is",
                "{hour}/{yyyy-MM-dd}/ | character 1: {hour} is a key of any value; write {HH} if it is",
                "%Y/%m/%d/ | character 1: a time stands in braces: {yyyy} for %Y",
                "dt={yyyy}-%m/ | character 11: a time stands in braces",
                "{MM}/{yyyy}/ | character 1: {MM} is out of order",
                "{yyyy}/{dd}/ | character 8: {dd} is out of order",
                "{yyyy}/{yyyy-MM}/ | character 8: {yyyy} is out of order",
                "{yyyy-MM-dd}/{HH}/{HH}/ | character 19: {HH} is out of order",
                "{a}/{a}/{yyyy}/ | character 5: the key {a} occurs twice",
                "{a}-{b}/{yyyy}/ | character 5: a segment has at most one key",
                "{a}{b}/{yyyy}/ | character 4: something must stand between two fields",
                "{a}{yyyy}/ | character 4: something must stand between two fields",
                "v1{yyyy}/ | character 3: no digit may stand before a time field",
                "{yyyy}0/ | character 7: no digit may follow a time field",
            })
    void aBadTemplateIsRefusedWithPositionRuleAndExample(String template, String message) {
        assertThatThrownBy(() -> LakeLayout.parse(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Layout '" + template + "', " + message)
                .hasMessageEndingWith("Example: {app_id}/year={yyyy}/month={MM}/day={dd}/hour={HH}/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{yyyy}/{week}/",
                "{yyyy-MM-dd}/{HH}/{minute}/",
                "year={year}/dt={yyyy-MM-dd}/",
                "{yyyy}/{MM}/{day_name}/",
                "{s3}/{summary}/{yyyy}/",
                "ts={yyyy-MM-dd} {HH}%3A{rest}/",
            })
    void aKeyThatOnlyReadsLikeATimeIsTaken(String template) {
        assertThat(LakeLayout.parse(template)).hasToString(template);
    }

    @Test
    void aPartitionThatTheLayoutDoesNotHaveIsNotPrinted() {
        Instant hour = Instant.parse("2026-01-05T07:00:00Z");

        assertThat(LakeLayout.DEFAULT.print(Map.of("app_id", "a1"), hour).path())
                .isEqualTo("a1/year=2026/month=01/day=05/hour=07/");
        assertNotPrinted(Map.of(), hour);
        assertNotPrinted(Map.of("app_id", "a1", "table", "t"), hour);
        assertNotPrinted(Map.of("app_id", ""), hour);
        assertNotPrinted(Map.of("app_id", "a/b"), hour);
        assertNotPrinted(Map.of("app_id", ".."), hour);
        assertNotPrinted(Map.of("app_id", "_tmp"), hour);
        assertNotPrinted(Map.of("app_id", "a\\b"), hour);
        assertNotPrinted(Map.of("app_id", "a1"), hour.plusSeconds(1));
        assertNotPrinted(Map.of("app_id", "a1"), Instant.parse("+10000-01-01T00:00:00Z"));
        assertNotPrinted(Map.of("app_id", "a1"), Instant.parse("-0001-01-01T00:00:00Z"));
    }

    @Test
    void theDepthIsTheNumberOfDirectoryLevels() {
        assertThat(LakeLayout.DEFAULT.depth()).isEqualTo(5);
        assertThat(LakeLayout.parse("dt={yyyy-MM-dd}/hour={HH}").depth()).isEqualTo(2);
    }

    private static PartitionPath matched(String path) {
        return LakeLayout.DEFAULT.match(KeyPrefix.of(path)).orElseThrow();
    }

    private static void assertNotPrinted(Map<String, String> keys, Instant start) {
        assertThatThrownBy(() -> LakeLayout.DEFAULT.print(keys, start)).isInstanceOf(IllegalArgumentException.class);
    }
}
