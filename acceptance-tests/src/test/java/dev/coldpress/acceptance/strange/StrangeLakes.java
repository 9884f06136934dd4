package dev.coldpress.acceptance.strange;

import java.util.List;
import java.util.Optional;

/** The lakes: names of directories and files by the documentation of each tool. */
final class StrangeLakes {

    private static final List<String> KAFKA =
            List.of("orders+0+0000000000.snappy.parquet", "orders+0+0000000500.snappy.parquet");
    private static final List<String> SPARK = List.of(
            "part-00000-3f1c6a52-1111-4222-8333-444455556666.c000.snappy.parquet",
            "part-00001-3f1c6a52-1111-4222-8333-444455556666.c000.snappy.parquet");
    private static final List<String> FIREHOSE = List.of(
            "stream-1-2024-03-07-10-00-05-0a1b2c3d-1111-4222-8333-444455556666.parquet",
            "stream-1-2024-03-07-10-05-05-0a1b2c3d-1111-4222-8333-444455556667.parquet");
    private static final List<String> TRINO = List.of(
            "20240307_101500_00012_abcde_0a1b2c3d-1111-4222-8333-444455556666",
            "20240307_101500_00012_abcde_1a1b2c3d-1111-4222-8333-444455556666");
    private static final List<String> PLAIN = List.of("a.parquet", "b.parquet");

    static final List<StrangeLake> ALL = List.of(
            layout(
                    "Kafka Connect, hourly",
                    List.of(
                            "topics/orders/year=2024/month=03/day=07/hour=10",
                            "topics/users/year=2024/month=03/day=07/hour=11"),
                    KAFKA,
                    "topics/{topic}/year={yyyy}/month={MM}/day={dd}/hour={HH}/"),
            layout(
                    "Kafka Connect, daily",
                    List.of("topics/orders/year=2024/month=03/day=07", "topics/orders/year=2024/month=03/day=08"),
                    KAFKA,
                    "topics/{topic}/year={yyyy}/month={MM}/day={dd}/"),
            layout(
                    "Kafka Connect, field and time",
                    List.of(
                            "topics/orders/country=DE/year=2024/month=03/day=07",
                            "topics/orders/country=FR/year=2024/month=03/day=07"),
                    KAFKA,
                    "topics/{topic}/country={country}/year={yyyy}/month={MM}/day={dd}/"),
            layout(
                    "Kafka Connect, path.format of its own",
                    List.of("topics/orders/dt=2024-03-07/hour=09", "topics/orders/dt=2024-03-07/hour=10"),
                    KAFKA,
                    "topics/{topic}/dt={yyyy-MM-dd}/hour={HH}/"),
            quiet(
                    "Kafka Connect, default partitioner",
                    List.of("topics/orders/partition=0", "topics/orders/partition=1"),
                    KAFKA,
                    "topics/{topic}/partition={partition}/"),
            layout("Firehose", List.of("2024/03/07/10", "2024/03/07/11"), FIREHOSE, "{yyyy}/{MM}/{dd}/{HH}/"),
            layout(
                    "Firehose, prefix logs",
                    List.of("logs2024/03/07/10", "logs2024/03/07/11"),
                    FIREHOSE,
                    "logs{yyyy}/{MM}/{dd}/{HH}/"),
            layout(
                            "Firehose, Hive style and an error prefix",
                            List.of(
                                    "raw/events/year=2024/month=03/day=07/hour=10",
                                    "raw/events/year=2024/month=03/day=07/hour=11"),
                            FIREHOSE,
                            "raw/events/year={yyyy}/month={MM}/day={dd}/hour={HH}/")
                    .with("errors/processing-failed/2024/03/07/10/stream-1-2024-03-07-10-00-05.json"),
            layout(
                    "Firehose, dynamic partitioning",
                    List.of("customer_id=17/2024/03/07", "customer_id=18/2024/03/07"),
                    FIREHOSE,
                    "customer_id={customer_id}/{yyyy}/{MM}/{dd}/"),
            StrangeLake.of(
                            "Flink, DateTimeBucketAssigner",
                            List.of("2024-03-07--10", "2024-03-07--11"),
                            List.of("part-0a1b2c3d-0-0", "part-0a1b2c3d-0-1"),
                            "--layout '{yyyy-MM-dd}--{HH}/' --file-names '*.parquet,part-*'")
                    .with("2024-03-07--11/.part-0a1b2c3d-0-2.inprogress.77"),
            layout(
                            "Flink SQL",
                            List.of("dt=2024-03-07/hr=9", "dt=2024-03-07/hr=10"),
                            List.of("part-0a1b2c3d-0-0.parquet", "part-0a1b2c3d-0-1.parquet"),
                            "dt={yyyy-MM-dd}/hr={HH}/")
                    .with("dt=2024-03-07/hr=9/_SUCCESS"),
            layout("Spark, date", List.of("date=2024-03-07", "date=2024-03-08"), SPARK, "date={yyyy-MM-dd}/")
                    .with("_SUCCESS", "date=2024-03-07/." + SPARK.get(0) + ".crc"),
            layout(
                    "Spark, numbers",
                    List.of("year=2024/month=3/day=7", "year=2024/month=12/day=17"),
                    SPARK,
                    "year={yyyy}/month={MM}/day={dd}/"),
            layout(
                    "Spark, months",
                    List.of("year=2023/month=12", "year=2024/month=1"),
                    SPARK,
                    "year={yyyy}/month={MM}/"),
            layout(
                    "Spark, keys on both sides",
                    List.of("region=eu/date=2024-03-07/country=DE", "region=us/date=2024-03-07/country=US"),
                    SPARK,
                    "region={region}/date={yyyy-MM-dd}/country={country}/"),
            layout(
                    "Spark, timestamps",
                    List.of("ts=2024-03-07 10%3A00%3A00", "ts=2024-03-07 11%3A30%3A00"),
                    SPARK,
                    "ts={yyyy-MM-dd} {HH}%3A{minute}/"),
            StrangeLake.of(
                    "Hive",
                    List.of("dt=20240307", "dt=20240308"),
                    List.of("000000_0", "000001_0"),
                    "--layout 'dt={yyyyMMdd}/' --file-names '*'"),
            layout(
                    "Hive, year and date",
                    List.of("year=2023/dt=2023-12-31", "year=2024/dt=2024-03-07"),
                    PLAIN,
                    "year={year}/dt={yyyy-MM-dd}/"),
            StrangeLake.of(
                    "Trino",
                    List.of("day=2024-03-07", "day=2024-03-08"),
                    TRINO,
                    "--layout 'day={yyyy-MM-dd}/' --file-names '*'"),
            StrangeLake.of(
                    "Athena UNLOAD",
                    List.of("unload/event_date=2024-03-07/kind=a", "unload/event_date=2024-03-07/kind=b"),
                    TRINO,
                    "--layout 'unload/event_date={yyyy-MM-dd}/kind={kind}/' --file-names '*'"),
            layout(
                    "Redshift UNLOAD",
                    List.of("sales/saledate=2024-03-07", "sales/saledate=2024-03-08"),
                    List.of("0000_part_00.parquet", "0001_part_00.parquet"),
                    "sales/saledate={yyyy-MM-dd}/"),
            layout(
                    "Snowflake COPY INTO",
                    List.of("date=2024-03-07/hour=9", "date=2024-03-07/hour=10"),
                    List.of("data_01b2c3d4_006_0_0.snappy.parquet", "data_01b2c3d4_106_0_0.snappy.parquet"),
                    "date={yyyy-MM-dd}/hour={HH}/"),
            layout(
                    "BigQuery EXPORT DATA",
                    List.of("export/2024-03-07", "export/2024-03-08"),
                    List.of("000000000000.parquet", "000000000001.parquet"),
                    "export/{yyyy-MM-dd}/"),
            layout("Vector, date=%F", List.of("date=2024-03-07", "date=2024-03-08"), PLAIN, "date={yyyy-MM-dd}/"),
            layout("Vector, %Y/%m/%d", List.of("app/2024/03/07", "web/2024/03/07"), PLAIN, "{name}/{yyyy}/{MM}/{dd}/"),
            layout(
                    "Fluent Bit",
                    List.of("fluent-bit-logs/app/2024/03/07/10/30", "fluent-bit-logs/app/2024/03/07/10/45"),
                    List.of("00-objectA1b2.parquet", "09-objectC3d4.parquet"),
                    "fluent-bit-logs/app/{yyyy}/{MM}/{dd}/{HH}/{minute}/"),
            layout(
                    "Redpanda Connect",
                    List.of("events/2024-03-07/09", "events/2024-03-07/10"),
                    List.of("1-1709805600000000000.parquet", "2-1709805601000000000.parquet"),
                    "events/{yyyy-MM-dd}/{HH}/"),
            layout(
                    "Snowplow, RDB loader",
                    List.of("run=2024-03-07-10-30-00/output=good", "run=2024-03-08-10-30-12/output=good"),
                    SPARK,
                    "run={yyyy-MM-dd-HH}-{minute}/output={output}/"),
            layout(
                    "Dataflow templates",
                    List.of("out/2024/03/07/10", "out/2024/03/07/11"),
                    List.of("output-00000-of-00002.parquet", "output-00001-of-00002.parquet"),
                    "out/{yyyy}/{MM}/{dd}/{HH}/"),
            layout(
                    "Azure Event Hubs capture",
                    List.of("ns/hub/0/2024/03/07/10/15", "ns/hub/1/2024/03/07/10/20"),
                    List.of("00.parquet", "30.parquet"),
                    "ns/hub/{number}/{yyyy}/{MM}/{dd}/{HH}/{minute}/"),
            layout(
                    "AWS cost reports",
                    List.of("cur/data/BILLING_PERIOD=2024-01", "cur/data/BILLING_PERIOD=2024-02"),
                    List.of("cur-00001.snappy.parquet", "cur-00002.snappy.parquet"),
                    "cur/data/BILLING_PERIOD={yyyy-MM}/"),
            layout(
                    "VPC flow logs",
                    List.of(
                            "AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=us-east-1/year=2024/month=03/day=07/hour=10",
                            "AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=us-east-1/year=2024/month=03/day=07/hour=11"),
                    List.of(
                            "123456789012_vpcflowlogs_us-east-1_fl-1_20240307T1000Z_a1.log.parquet",
                            "123456789012_vpcflowlogs_us-east-1_fl-1_20240307T1005Z_b2.log.parquet"),
                    "AWSLogs/aws-account-id={name}/aws-service={name2}/aws-region={name3}/year={yyyy}/month={MM}/day={dd}/hour={HH}/"),
            layout(
                    "Segment",
                    List.of(
                            "data/source1/segment_type=track/day=2024-03-07/hr=9",
                            "data/source1/segment_type=page/day=2024-03-07/hr=10"),
                    SPARK,
                    "data/source1/segment_type={segment_type}/day={yyyy-MM-dd}/hr={HH}/"),
            layout(
                    "the default layout, one level deeper",
                    List.of(
                            "shop/year=2024/month=03/day=07/hour=10/country=DE",
                            "web/year=2024/month=03/day=07/hour=10/country=FR"),
                    SPARK,
                    "{app_id}/year={yyyy}/month={MM}/day={dd}/hour={HH}/country={country}/"),
            layout(
                    "years and weeks",
                    List.of("year=2024/week=10", "year=2024/week=11"),
                    PLAIN,
                    "year={yyyy}/week={week}/"),
            StrangeLake.of(
                    "two layouts in one lake",
                    List.of("dt=2024-03-06", "dt=2024-03-05", "dt=2024-03-07/hour=10"),
                    PLAIN,
                    "--layout 'dt={yyyy-MM-dd}/'",
                    "--layout 'dt={yyyy-MM-dd}/hour={HH}/'"),
            quiet(
                    "Airbyte",
                    List.of("ns/orders"),
                    List.of("2024_03_07_1709805600000_0.parquet", "2024_03_07_1709805601000_0.parquet"),
                    "ns/orders/"),
            quiet("countries", List.of("country=DE", "country=FR"), SPARK, "country={country}/"),
            quiet(
                    "Spark, countries and cities",
                    List.of("country=DE/city=Bonn", "country=FR/city=Lyon"),
                    SPARK,
                    "country={country}/city={city}/"),
            quiet("files in the root", List.of(""), PLAIN, "."),
            quiet("Spark, no partition", List.of(""), SPARK, ".").with("_SUCCESS", "." + SPARK.get(0) + ".crc"),
            StrangeLake.of("Trino, no partition", List.of(""), TRINO, "--layout '.' --cold quiet --file-names '*'"),
            layout(
                    "seconds since 1970",
                    List.of("ts_hour=1709805600", "ts_hour=1709809200"),
                    PLAIN,
                    "ts_hour={epoch:hour}/"),
            layout(
                    "milliseconds since 1970, below a key",
                    List.of("app=a/t=1709805600000", "app=b/t=1709809200000"),
                    PLAIN,
                    "app={app}/t={epoch_ms:hour}/"),
            layout("seconds since 1970, days", List.of("day=1709769600", "day=1709856000"), PLAIN, "day={epoch:day}/"),
            layout(
                    "a database's timestamps",
                    List.of("day=2024-03-07 10:00:00", "day=2024-03-07 11:30:00"),
                    PLAIN,
                    "day={yyyy-MM-dd HH:mm:ss}/"),
            layout(
                    "days as timestamps",
                    List.of("day=2024-03-07 00:00:00", "day=2024-03-08 00:00:00"),
                    PLAIN,
                    "day={yyyy-MM-dd} 00:00:00/"));

    private StrangeLakes() {}

    /** A lake for which a layout is enough. */
    private static StrangeLake layout(String tool, List<String> directories, List<String> files, String layout) {
        return StrangeLake.of(tool, directories, files, "--layout '" + layout + "'");
    }

    /** A lake of which nothing but a quiet period tells when it is finished. */
    private static StrangeLake quiet(String tool, List<String> directories, List<String> files, String layout) {
        return StrangeLake.of(tool, directories, files, "--layout '" + layout + "' --cold quiet");
    }

    static Optional<StrangeLake> of(String tool) {
        return ALL.stream().filter(lake -> lake.tool().equals(tool)).findFirst();
    }
}
