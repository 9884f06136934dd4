package dev.coldpress.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutDetectorTest {

    private static SampledDirectory directory(String path, long files) {
        String prefix = path.isEmpty() ? "" : path + "/";
        return new SampledDirectory(
                KeyPrefix.of(prefix), files, Set.of(ParquetNames.USUAL_GLOB), List.of(prefix + "a.parquet"));
    }

    /** One file in each directory. */
    private static List<FoundLayout> detect(String... paths) {
        return new LayoutDetector(List.of())
                .detect(Arrays.stream(paths).map(path -> directory(path, 1)).toList());
    }

    private static List<String> templates(String... paths) {
        return detect(paths).stream().map(FoundLayout::template).toList();
    }

    /** Each line: what the tool calls its directories, and how a layout calls them. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Kafka Connect, time based | topics/a/year=2026/month=01/day=15/hour=10, topics/b/year=2026/month=01/day=15/hour=11 | topics/{topic}/year={yyyy}/month={MM}/day={dd}/hour={HH}/
            Kafka Connect, one topic | topics/a/year=2026/month=01/day=15/hour=10 | topics/{topic}/year={yyyy}/month={MM}/day={dd}/hour={HH}/
            Kafka Connect, daily | topics/a/year=2026/month=01/day=15, topics/a/year=2026/month=01/day=16 | topics/{topic}/year={yyyy}/month={MM}/day={dd}/
            Kafka Connect, own format | topics/a/dt=2026-01-15/hr=07 | topics/{topic}/dt={yyyy-MM-dd}/hr={HH}/
            Firehose | 2026/01/15/10, 2026/12/31/23 | {yyyy}/{MM}/{dd}/{HH}/
            Firehose, prefix | logs/2026/01/15/10, logs/2026/01/15/11 | logs/{yyyy}/{MM}/{dd}/{HH}/
            Firehose, prefix without a slash | logs2026/01/15/10, logs2027/01/15/11 | logs{yyyy}/{MM}/{dd}/{HH}/
            Firehose, Hive style | data/year=2026/month=01/day=15/hour=10 | data/year={yyyy}/month={MM}/day={dd}/hour={HH}/
            Firehose, dynamic | customer_id=7/2026/01/15, customer_id=8/2026/01/15 | customer_id={customer_id}/{yyyy}/{MM}/{dd}/
            Flink | 2026-01-15--10, 2026-01-15--11 | {yyyy-MM-dd}--{HH}/
            Flink, named | dt=2026-01-15--10 | dt={yyyy-MM-dd}--{HH}/
            Flink SQL | dt=2026-01-15/hr=0, dt=2026-01-15/hr=10 | dt={yyyy-MM-dd}/hr={HH}/
            Spark, date | date=2026-01-15, date=2026-01-16 | date={yyyy-MM-dd}/
            Spark, unpadded | year=2026/month=1/day=5, year=2026/month=12/day=15 | year={yyyy}/month={MM}/day={dd}/
            Spark, months | year=2026/month=1, year=2025/month=11 | year={yyyy}/month={MM}/
            Spark, keys around | region=eu/dt=2026-01-15/country=DE, region=us/dt=2026-01-16/country=US | region={region}/dt={yyyy-MM-dd}/country={country}/
            Spark, timestamp | ts=2026-01-15 10%3A00%3A00, ts=2026-01-15 11%3A00%3A00 | ts={yyyy-MM-dd} {HH}%3A{minute}/
            A database's timestamps | day=2026-01-15 10:00:00, day=2026-01-15 11:30:00 | day={yyyy-MM-dd HH:mm:ss}/
            A database's timestamps, with T | t=2026-01-15T10:00:00, t=2026-01-15T11:30:00 | t={yyyy-MM-ddTHH:mm:ss}/
            Days as timestamps | day=2026-01-15 00:00:00, day=2026-01-16 00:00:00 | day={yyyy-MM-dd} 00:00:00/
            Spark, days as timestamps | day=2026-01-15 00%3A00%3A00, day=2026-01-16 00%3A00%3A00 | day={yyyy-MM-dd} 00%3A00%3A00/
            Seconds since 1970, hours | ts_hour=1768471200, ts_hour=1768474800 | ts_hour={epoch:hour}/
            Seconds since 1970, quarters of an hour | ts=1768471200, ts=1768472100 | ts={epoch:hour}/
            Seconds since 1970, days | day=1768435200, day=1768521600 | day={epoch:day}/
            Seconds since 1970, of runs | ts=1768471213, ts=1768474807 | ts={epoch:day}/
            Seconds since 1970, bare | 1768471200, 1768474800 | {epoch:hour}/
            Milliseconds since 1970 | hour=1768471200000, hour=1768474800000 | hour={epoch_ms:hour}/
            Spark, long names | event_year=2026/event_month=1/event_day=5 | event_year={yyyy}/event_month={MM}/event_day={dd}/
            Hive, a date twice | year=2026/dt=2026-01-15, year=2025/dt=2025-12-31 | year={year}/dt={yyyy-MM-dd}/
            Hive, packed | dt=20260115/hour=10, dt=20260116/hour=00 | dt={yyyyMMdd}/hour={HH}/
            Hive, packed hours | dt=2026011510, dt=2026011511 | dt={yyyyMMddHH}/
            Hive, packed months | month=202601, month=202602 | month={yyyyMM}/
            Iceberg's and Athena's hours | hour=2026-01-15-10, hour=2026-01-15-11 | hour={yyyy-MM-dd-HH}/
            Vector | date=2026-01-15 | date={yyyy-MM-dd}/
            Vector, nested | app/2026/01/15, web/2026/01/15 | {name}/{yyyy}/{MM}/{dd}/
            Fluent Bit | fluent-bit-logs/tag/2026/01/15/10/30, fluent-bit-logs/tag/2026/01/15/10/45 | fluent-bit-logs/tag/{yyyy}/{MM}/{dd}/{HH}/{minute}/
            Fluent Bit, flat | logs/2026/01/15/10_30_59, logs/2026/01/15/10_31_05 | logs/{yyyy}/{MM}/{dd}/{HH}_{minute}/
            Redpanda Connect | events/2026-01-15/10, events/2026-01-15/11 | events/{yyyy-MM-dd}/{HH}/
            Snowplow | run=2026-01-15-10-30-00/output=good, run=2026-01-16-10-30-12/output=good | run={yyyy-MM-dd-HH}-{minute}/output={output}/
            Snowplow, widened | run=2026-01-15-10-30-00/vendor=com.acme/name=a/model=1, run=2026-01-15-10-30-00/vendor=com.acme/name=b/model=2 | run={yyyy-MM-dd-HH}-{minute}/vendor={vendor}/name={name}/model={model}/
            Athena UNLOAD | unload/2026/01/15/tables/x, unload/2026/01/16/tables/y | unload/{yyyy}/{MM}/{dd}/tables/{table}/
            ISO times | 2026-01-15T10, 2026-01-15T11 | {yyyy-MM-ddTHH}/
            ISO times with minutes | 2026-01-15T10:30:00Z, 2026-01-15T10:31:00Z | {yyyy-MM-ddTHH}:{minute}/
            A name before the date | orders-2026-01-15, users-2026-01-15 | {name}-{yyyy-MM-dd}/
            A name behind the date | 2026-01-15_orders, 2026-01-16_orders | {yyyy-MM-dd}_orders/
            Month and day together | 2026/01-15, 2026/12-31 | {yyyy}/{MM-dd}/
            Shards below a day | dt=2026-01-15/05, dt=2026-01-15/37 | dt={yyyy-MM-dd}/{number}/
            Numbered shards of all lengths | dt=2026-01-15/5, dt=2026-01-15/137 | dt={yyyy-MM-dd}/{number}/
            Kafka partitions below a day | dt=2026-01-15/partition=0, dt=2026-01-15/partition=11 | dt={yyyy-MM-dd}/partition={partition}/
            Weeks | year=2026/week=03, year=2026/week=04 | year={yyyy}/week={week}/
            Names of months | year=2026/month=Jan, year=2026/month=Feb | year={yyyy}/month={month_name}/
            An hour before the date | hour=10/dt=2026-01-15, hour=11/dt=2026-01-15 | hour={hour_name}/dt={yyyy-MM-dd}/
            """)
    void aLayoutIsFoundForTheDirectoriesOf(String tool, String paths, String template) {
        List<FoundLayout> found = detect(paths.split(", ", -1));

        assertThat(found).as(tool).singleElement().satisfies(one -> {
            assertThat(one.template()).isEqualTo(template);
            assertThat(one.layout().map(LakeLayout::toString)).contains(template);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topics/a/partition=0, topics/a/partition=1 | topics/{topic}/partition={partition}/
            country=DE, country=FR | country={country}/
            id=1768471213, id=1768474807 | id={id}/
            id=1768471200 | id={id}/
            port=8080, port=8081 | port={port}/
            a, b | {name}/
            20260115103000, 20260115104500 | {number}/
            '' | .
            """)
    void directoriesWithoutADateHaveALayoutThatTellsNoTime(String paths, String template) {
        assertThat(detect(paths.split(", ", -1))).singleElement().satisfies(one -> {
            assertThat(one.template()).isEqualTo(template);
            assertThat(one.layout().map(LakeLayout::toString)).contains(template);
            assertThat(one.isDated()).isFalse();
        });
    }

    @Test
    void filesInTheRootHaveNoDirectory() {
        assertThat(detect("")).singleElement().satisfies(one -> {
            assertThat(one.examples()).containsExactly("a.parquet");
        });
    }

    @Test
    void thePartitionIsAsLongAsTheFinestTimeInIt() {
        assertThat(List.of("2026/01/15/10", "dt=2026-01-15", "month=2026-01", "year=2026/week=03"))
                .extracting(path -> detect(path).get(0).unit())
                .containsExactly(
                        Optional.of(ChronoUnit.HOURS),
                        Optional.of(ChronoUnit.DAYS),
                        Optional.of(ChronoUnit.MONTHS),
                        Optional.of(ChronoUnit.YEARS));
    }

    @Test
    void everyLayoutIsCountedAndTheOneWithMostFilesComesFirst() {
        List<FoundLayout> found = new LayoutDetector(List.of())
                .detect(List.of(
                        directory("a/dt=2026-01-01", 2),
                        directory("a/dt=2026-01-02", 3),
                        directory("b/2026/01/01/10", 40),
                        directory("c", 1)));

        assertThat(found)
                .extracting(FoundLayout::template)
                .containsExactly("b/{yyyy}/{MM}/{dd}/{HH}/", "a/dt={yyyy-MM-dd}/", "c/");
        assertThat(found).extracting(FoundLayout::files).containsExactly(40L, 5L, 1L);
        assertThat(found).extracting(FoundLayout::directories).containsExactly(1L, 2L, 1L);
    }

    @Test
    void aPartitionForRowsWithoutADateIsToldApart() {
        assertThat(templates("dt=2026-01-01", "dt=2026-01-02", "dt=__HIVE_DEFAULT_PARTITION__"))
                .containsExactly("dt={yyyy-MM-dd}/", "dt={dt}/");
    }

    /** The calendar has no 31st of February: the layout does not match that directory, so it is not said to. */
    @Test
    void aDirectoryThatTheLayoutDoesNotMatchIsNotCountedWithIt() {
        List<FoundLayout> found = detect("dt=2026-02-01", "dt=2026-02-31");

        assertThat(found).extracting(FoundLayout::template).containsExactly("dt={yyyy-MM-dd}/", "dt={dt}/");
        assertThat(found).extracting(FoundLayout::files).containsExactly(1L, 1L);
    }

    @Test
    void aFewNumbersOutOfRangeDoNotHideATimeThatItsNameTells() {
        assertThat(templates("d=2026-01-01/hour=22", "d=2026-01-01/hour=23", "d=2026-01-01/hour=24")
                        .get(0))
                .isEqualTo("d={yyyy-MM-dd}/hour={HH}/");
    }

    @Test
    void keysOfTheConfiguredLayoutKeepTheirNames() {
        LayoutDetector detector = new LayoutDetector(List.of("{app_id}", "", "", "", ""));
        assertThat(detector.detect(List.of(directory("shop/year=2026/month=01/day=15/hour=10/country=DE", 1))))
                .extracting(FoundLayout::template)
                .containsExactly("{app_id}/year={yyyy}/month={MM}/day={dd}/hour={HH}/country={country}/");
    }

    @Test
    void examplesComeFromSeveralDirectories() {
        assertThat(detect("dt=2026-01-01", "dt=2026-01-02", "dt=2026-01-03", "dt=2026-01-04")
                        .get(0)
                        .examples())
                .containsExactly("dt=2026-01-01/a.parquet", "dt=2026-01-02/a.parquet", "dt=2026-01-03/a.parquet");
    }

    @Test
    void namesThatNoLayoutCanHaveAreNotProposed() {
        assertThat(detect("a}b/dt=2026-01-01").get(0).layout()).isEmpty();
    }
}
