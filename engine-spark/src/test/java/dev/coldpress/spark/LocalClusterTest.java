package dev.coldpress.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.app.EngineCommand;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.SettingSources;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.GroupResult;
import dev.coldpress.report.PartitionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on two executor threads in this JVM. */
class LocalClusterTest {

    /** Long ago: no partition is hot, and none becomes cold meanwhile. */
    private final Instant then = Instant.now().minus(Duration.ofDays(3));

    private static final DemoScale SCALE = new DemoScale(5, 4, 20);

    private static JavaSparkContext spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf()
                .setMaster("local[2]")
                .setAppName("coldpress")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private DemoLake lake(String name) throws IOException {
        return DemoLake.create(Files.createDirectory(folder.resolve(name)), then, SCALE);
    }

    private static Map<String, String> settings(Path root) {
        return Map.of("root", root.toString());
    }

    private static CompactionReport runAlone(Path root) {
        ChosenSettings chosen = SettingSources.read(settings(root), Map.of(), null);
        try (Lake lake = new Lakes(EngineCommand.adapters(), Shell.ofProcess()).open(chosen)) {
            return lake.compactor(CompactionListener.NONE).compactAll();
        }
    }

    /** All that does not differ from run to run: names of outputs are random, and times are times. */
    private static List<String> facts(CompactionReport report) {
        List<String> facts = new ArrayList<>();
        for (PartitionReport partition : report.partitions()) {
            facts.add(partition.partition() + " " + partition.leftAlone() + " " + partition.failure() + " "
                    + partition.backlog() + " " + partition.entriesLeftAlone());
            partition.filesLeftAlone().forEach(file -> facts.add(file.key() + " " + file.skip()));
            partition
                    .compacted()
                    .forEach(group -> facts.add(group.sourceFiles() + " " + group.sourceBytes() + " "
                            + group.rowCount() + " " + group.outputBytes() + " " + group.columnTiers() + " "
                            + group.keysLeftOut() + " " + group.recovered()));
        }
        facts.add(report.partitionsLeftAlone() + " " + report.entriesLeftAlone() + " " + report.backlog() + " "
                + report.stopped());
        return facts;
    }

    /** Of every file that can be read: how often there is which row. */
    private static List<String> rows(DemoLake lake) throws IOException, SQLException {
        try (Stream<Path> files = Files.walk(lake.root());
                Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            List<String> names = files.filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file ->
                            !file.equals(lake.root().resolve(lake.corrupt().path())))
                    .map(file -> "'" + file + "'")
                    .toList();
            List<String> rows = new ArrayList<>();
            // Two schemas contradict each other: each value as text.
            ResultSet result = statement.executeQuery("select COLUMNS(*)::varchar from read_parquet(" + names
                    + ", union_by_name = true, hive_partitioning = true) order by all");
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }

    @Test
    void theReportIsThatOfRunAndEveryRowIsThereOnce() throws Exception {
        DemoLake one = lake("one");
        DemoLake other = lake("other");
        List<String> before = rows(other);

        CompactionReport expected = runAlone(one.root());
        CompactionReport report = SparkCompaction.run(spark, settings(other.root()));

        assertThat(facts(report)).isEqualTo(facts(expected));
        assertThat(report.partitionsCompacted()).isGreaterThan(5);
        assertThat(rows(other)).isEqualTo(before).hasSize(rows(one).size());
    }

    @Test
    void aSecondRunFindsNothingToDo() throws Exception {
        DemoLake lake = lake("lake");
        SparkCompaction.run(spark, settings(lake.root()));
        CompactionReport again = SparkCompaction.run(spark, settings(lake.root()));
        assertThat(again.groups()).isEmpty();
        assertThat(again.isSuccess()).isTrue();
    }

    /** Executors open the lake by what they are told, not by what the driver was. */
    @Test
    void executorsGetTheLayoutThatWasFoundAndTheControlRoot() throws Exception {
        DemoLake lake = lake("lake");
        Map<String, String> settings = new HashMap<>(settings(lake.root()));
        settings.put("layout", "auto");
        settings.put("control-root", folder.toString());
        CompactionReport report = SparkCompaction.run(spark, settings);
        assertThat(report.partitionsCompacted()).isGreaterThan(5);
        assertThat(folder.resolve("_compaction")).isDirectory();
        assertThat(lake.root().resolve("_compaction")).doesNotExist();
    }

    @Test
    void listenersHearWhatExecutorsDid() throws Exception {
        DemoLake lake = lake("lake");
        List<String> heard = new ArrayList<>();
        CompactionReport report = SparkCompaction.run(spark, settings(lake.root()), new CompactionListener() {
            @Override
            public void groupFinished(GroupResult result) {
                heard.add(result.label());
            }

            @Override
            public void partitionFinished(PartitionReport partition) {
                heard.add("partition");
            }
        });
        assertThat(heard).filteredOn(GroupResult.MERGED.label()::equals).hasSameSizeAs(report.groups());
        assertThat(heard).filteredOn("partition"::equals).hasSize(2 * SCALE.hours());
    }

    @Test
    void theCommandPrintsAndEndsAsRunDoes() throws Exception {
        DemoLake lake = lake("lake");
        // No record can lie there, so these partitions fail.
        Files.move(lake.root().resolve("game"), lake.root().resolve("format"));

        Outcome outcome = command(lake.root().toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.out())
                .contains("PARTITION", "shop/year=", "FAILED: format/", "5 partitions FAILED", "left alone");
    }

    @Test
    void wrongSettingsStartNoCluster() {
        List<String> wrongOnes = List.of(
                "--max-partitions-per-run=1",
                "--max-bytes-per-run=1MB",
                "--single-compactor=1m",
                "--target-size=many",
                "--layout=x{");
        for (String wrong : wrongOnes) {
            Outcome outcome = command(folder.toString(), wrong);
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.err()).contains(wrong.substring(2, wrong.indexOf('=')));
            assertThat(outcome.contexts()).isZero();
        }
        assertThatThrownBy(() -> SparkCompaction.run(spark, Map.of())).isInstanceOf(SettingsException.class);
    }

    @Test
    void aSparkThatDoesNotStartIsAMistakeInItsSettings() {
        SparkEngine engine = new SparkEngine(() -> {
            throw new IllegalStateException("A master URL must be set");
        });
        Outcome outcome = command(engine, folder.toString());
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("Spark did not start: A master URL must be set. ");
    }

    @Test
    void aJobThatSparkGivesUpIsTheFailureOfItsPartitions() {
        Map<String, String> nowhere = settings(folder.resolve("nowhere"));
        List<TaskRow> rows =
                List.of(new TaskRow(0, new PartitionTask(KeyPrefix.of("a/"), List.of(), OptionalLong.empty())));
        List<PartitionReport> reports = new ArrayList<>();
        new SparkPass(spark, "run", nowhere, Instant.MAX, CompactionListener.NONE)
                .run(rows, new long[1], () -> false, (place, result) -> reports.add(result.report()));
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.partition().path()).isEqualTo("a/");
            assertThat(report.failure().orElseThrow().message()).startsWith("no executor finished it: ");
        });
    }

    @Test
    void whenTheTimeOfTheRunIsOverNoPartitionIsBegun() throws Exception {
        DemoLake lake = lake("lake");
        Map<String, String> settings = new HashMap<>(settings(lake.root()));
        settings.put("max-time-per-run", "PT0.001S");
        CompactionReport report = SparkCompaction.run(spark, settings);
        assertThat(report.groups()).isEmpty();
        assertThat(report.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.RUN_BUDGET, 2 * SCALE.hours()));
    }

    private record Outcome(int exitCode, String out, String err, int contexts) {}

    private static Outcome command(String... arguments) {
        List<JavaSparkContext> contexts = new ArrayList<>();
        SparkEngine engine = new SparkEngine(() -> {
            contexts.add(spark);
            return spark;
        });
        Outcome outcome = command(engine, arguments);
        return new Outcome(outcome.exitCode(), outcome.out(), outcome.err(), contexts.size());
    }

    private static Outcome command(SparkEngine engine, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(stream(out), stream(err), Map.of(), false, 80, Clock.systemUTC());
        String[] all = Stream.concat(Stream.of("run"), Stream.of(arguments)).toArray(String[]::new);
        int exitCode = EngineCommand.of("coldpress-spark", shell, engine).execute(all);
        engine.end();
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), 0);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
