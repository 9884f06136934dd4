package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import dev.coldpress.app.run.RunProgress;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.report.Backlog;
import dev.coldpress.report.CompactionReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on a real lake of files. */
class LakeCommandsTest {

    private static final DemoScale SCALE = new DemoScale(5, 4, 20);

    /** 2 applications with 4 cold hours; the conflicting hour becomes two files. */
    private static final int GROUPS = 9;

    private static final int MERGED_FILES = 2 * 4 * 4 - 1;

    /** The name has a space and an umlaut, as directories have. */
    @TempDir
    private Path directory;

    private final CommandUnderTest coldpress = CommandUnderTest.asDelivered();
    private Path root = Path.of("");
    private DemoLake lake;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectory(directory.resolve("my größter lake"));
        lake = DemoLake.create(root, CommandUnderTest.NOW, SCALE);
    }

    @Test
    void aPlanChangesNothing() throws IOException {
        Map<String, Long> before = files();
        assertThat(call("plan").exitCode()).isZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aPlanExplainsTheOrderOfTheRowsAndWhatItCosts() throws JsonProcessingException {
        assertThat(call("plan").out()).doesNotContain("order:");
        assertThat(call("plan", "--explain").out())
                .contains(
                        "    4 files, ",
                        "      order: one source after the other, because 0 of 4 sources declare an order",
                        "      tiers: re-page 28 chunks");
        assertThat(call("plan", "--explain", "--sort", "user_id").out())
                .contains(
                        "      order: user_id, as sort wants it: 0 of 4 sources declare this order",
                        "      cost: up to 80 of 80 rows move (100.0 %)",
                        "      tiers: gather where rows move, elsewhere re-page 28 chunks");
        assertThat(call("plan", "--explain", "--sort", "none").out()).contains("because sort is none");
        assertThat(call("plan", "--explain", "--sort", "nothing").out())
                .contains("because no source can be sorted by nothing");
        JsonNode plan = json(call("plan", "--explain", "--json", "--sort", "user_id"));
        JsonNode order = Objects.requireNonNull(plan.findValue("order"));
        assertThat(order.get("made").textValue()).isEqualTo("sorted");
        assertThat(order.get("rowsThatMayMove").longValue()).isEqualTo(80);
        assertThat(Objects.requireNonNull(plan.findValue("tiers"))
                        .get("re-page")
                        .intValue())
                .isEqualTo(28);
    }

    @Test
    void whatWasSortedIsKeptSorted() throws IOException {
        JsonNode order = Objects.requireNonNull(
                json(call("run", "--json", "--sort", "user_id")).findValue("order"));
        assertThat(order.get("shareOfRowsMoved").doubleValue()).isBetween(0.0, 1.0);
        lake = DemoLake.create(Files.createDirectory(directory.resolve("more")), CommandUnderTest.NOW, SCALE);
        for (Path file : readable(directory.resolve("more"))) {
            Path partition =
                    root.resolve(directory.resolve("more").relativize(file)).getParent();
            Files.move(file, Objects.requireNonNull(partition).resolve("late-" + file.getFileName()));
        }
        assertThat(call("plan", "--explain").out()).contains("because 1 of 5 sources declare an order");
    }

    @Test
    void aPlanSaysWhatWouldBeMergedAndWhyTheRestIsLeftAlone() {
        Outcome outcome = call("plan", "--deep");
        assertThat(outcome.out())
                .doesNotContain("--deep")
                .contains("hour=02/  hot: ")
                .contains("left alone: " + lake.corrupt() + "  quarantined: ")
                .contains("in 8 partitions to compact", "  2 partitions left alone (2 hot)", "  1 file left alone");
        assertThat(outcome.out().lines().filter(line -> line.contains("/hour=") && !line.contains("left alone")))
                .hasSize(8)
                .as("rows with their path behind the gap that all have")
                .allSatisfy(line -> assertThat(line.substring(24, 26)).isEqualTo("  "))
                .allSatisfy(line -> assertThat(line.charAt(26)).isNotEqualTo(' '));
    }

    @Test
    void aPlanBySizesTakesAFileWithABrokenFooterForOneThatFits() throws JsonProcessingException {
        assertThat(call("plan").out())
                .doesNotContain("quarantined")
                .contains("in 8 partitions to compact", "Add --deep to find files that do not fit together.");
        JsonNode plan = json(call("plan", "--json"));
        assertThat(plan.get("footersRead").booleanValue()).isFalse();
        assertThat(plan.at("/totals/files").intValue()).isEqualTo(MERGED_FILES + 1);
    }

    @Test
    void aPlanInJsonHasTheSameFigures() throws JsonProcessingException {
        JsonNode plan = json(call("plan", "--json", "--deep"));
        assertThat(plan.get("footersRead").booleanValue()).isTrue();
        assertThat(plan.get("root").textValue()).isEqualTo(root.toUri().toString());
        assertThat(plan.at("/totals/files").intValue()).isEqualTo(MERGED_FILES);
        assertThat(plan.at("/totals/outputs").intValue()).isEqualTo(GROUPS);
        assertThat(plan.at("/totals/partitionsLeftAlone/hot").intValue()).isEqualTo(2);
        assertThat(plan.findValuesAsText("key")).containsExactly(lake.corrupt().path());
        assertThat(plan.get("partitions"))
                .hasSize(10)
                .allSatisfy(partition -> assertThat(partition.get("leftAlone").isNull())
                        .isEqualTo(!partition.get("groups").isEmpty()));
    }

    @Test
    void aDamagedRecordStopsItsPartitionAndNoOther() throws IOException {
        call("run");
        Path record;
        try (Stream<Path> files = Files.walk(root.resolve("_compaction"))) {
            record = files.filter(file -> file.endsWith("record")).findFirst().orElseThrow();
        }
        Files.writeString(record, "coldpress-record 1");
        Outcome plan = call("plan");
        assertThat(plan.exitCode()).isEqualTo(1);
        assertThat(plan.out()).contains("  FAILED: ").contains("  1 partition FAILED");
        JsonNode json = new ObjectMapper().readTree(call("plan", "--json").out());
        assertThat(json.at("/totals/partitionsFailed").intValue()).isEqualTo(1);
        assertThat(json.get("success").booleanValue()).isFalse();
        assertThat(json.findValues("failure").stream().filter(JsonNode::isTextual))
                .hasSize(1);
        coldpress.onATerminal();
        assertThat(call("run").out()).contains("1 partition FAILED");
    }

    @Test
    void whatIsNotInTheLayoutIsNamedAndLeftAlone() throws IOException {
        Path stray = Files.createDirectories(root.resolve("shop/backup")).resolve("old.parquet");
        Files.copy(readable(root).get(0), stray);
        assertThat(call("plan").out()).contains("shop/backup/  not-in-layout: ").contains("1 not-in-layout");
        JsonNode plan = json(call("plan", "--json"));
        assertThat(plan.at("/totals/partitionsLeftAlone/not-in-layout").intValue())
                .isEqualTo(1);
        assertThat(call("run").out()).contains("left alone: shop/backup/  not-in-layout: ");
        assertThat(stray).exists();
    }

    @Test
    void aRunMergesWithoutLosingOrDoublingARow() throws IOException, SQLException {
        Path copy = Files.createDirectory(directory.resolve("copy"));
        DemoLake.create(copy, CommandUnderTest.NOW, SCALE);

        Outcome outcome = call("run");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("in 8 partitions compacted");
        List<Path> before = readable(copy);
        List<Path> after = readable(root);
        assertThat(after).hasSize(GROUPS + 2 * SCALE.filesPerPartition());
        assertThat(LakeComparison.count(after)).isEqualTo((long) SCALE.rowsPerFile() * before.size());
        assertThat(LakeComparison.differences(before, after)).isZero();
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        call("run");
        Map<String, Long> before = files();
        Outcome outcome = call("run");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("in 0 partitions compacted");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aRunInJsonIsOneDocument() throws JsonProcessingException {
        JsonNode report = json(call("run", "--json"));
        assertThat(report.get("success").booleanValue()).isTrue();
        assertThat(report.get("partitionsCompacted").intValue()).isEqualTo(8);
        assertThat(report.at("/partitionsLeftAlone/hot").intValue()).isEqualTo(2);
        assertThat(report.at("/totals/sourceFiles").intValue()).isEqualTo(MERGED_FILES);
        assertThat(report.get("partitions").findValues("sourceFiles").stream()
                        .mapToInt(JsonNode::intValue)
                        .sum())
                .isEqualTo(MERGED_FILES);
        assertThat(report.findValuesAsText("key")).contains(lake.corrupt().path());
        assertThat(report.get("partitions"))
                .allSatisfy(partition ->
                        assertThat(partition.get("failure").isNull()).isTrue());
    }

    @Test
    void onATerminalARunDrawsItsProgressToStandardError() {
        coldpress.onATerminal();
        Outcome outcome = call("run");
        assertThat(outcome.err()).contains(" MB/s  ").contains("100 %").endsWith("\r\u001b[K");
        assertThat(outcome.out()).doesNotContain("\r");
    }

    @Test
    void withoutATerminalARunPrintsPlainLines() {
        Outcome outcome = call("run");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test
    void settingsAreFollowed() {
        assertThat(call("plan", "--include", "game/**").out()).contains("in 4 partitions to compact");
        assertThat(call("plan", "--min-files", "5").out()).contains("in 0 partitions to compact");
        assertThat(call("plan", "--quiet-period", "2h").out()).contains("quiet-period");
    }

    @Test
    void verifyFindsMergedFilesWell() {
        call("run");
        Outcome outcome = call("verify");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("in " + GROUPS + " compacted files read again; all is well");
    }

    @Test
    void verifyFindsADamagedFile() throws IOException {
        call("run");
        Path damaged = LakeComparison.dataFiles(root, file -> file.toString().contains("compacted_"))
                .get(0);
        try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(200), 100);
        }
        Outcome outcome = call("verify");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(damaged.getFileName() + "  PROBLEM: ")
                .contains("; 1 PROBLEM");
    }

    @Test
    void inspectShowsAFile() throws IOException {
        Path file = readable(root).get(0);
        for (String place : List.of(file.toString(), file.toUri().toString())) {
            Outcome outcome = coldpress.call("inspect", place);
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out())
                    .contains(": 20 rows, ")
                    .contains("1 row group, 7 columns, written by parquet-mr version")
                    .containsPattern("event_id +20 +0 +0\\.\\d\\d  SNAPPY");
        }
    }

    @Test
    void inspectShowsAFileInJson() throws IOException {
        Path file = readable(root).get(0);
        JsonNode inspected = json(call("inspect", root.relativize(file).toString(), "--json"));
        assertThat(inspected.get("rows").intValue()).isEqualTo(20);
        assertThat(inspected.get("bytes").longValue()).isEqualTo(Files.size(file));
        assertThat(inspected.get("rowGroups")).hasSize(1);
        assertThat(inspected.get("columns")).hasSize(7);
        assertThat(inspected.at("/columns/0/path/0").textValue()).isEqualTo("event_id");
    }

    @Test
    void inspectExplainsHowAFileWouldBeMerged() throws IOException {
        String file = root.relativize(readable(root).get(0)).toString();
        assertThat(call("inspect", file).out()).containsPattern("event_id .* SNAPPY +re-page");
        assertThat(call("inspect", file, "--explain").out())
                .containsPattern("event_id +1  re-page +its pages are small, or share a dictionary");
        JsonNode tiers = json(call("inspect", file, "--json")).get("columnTiers");
        assertThat(tiers).hasSize(7);
        assertThat(tiers.at("/0/tier").textValue()).isEqualTo("re-page");
    }

    @Test
    void runExplainsHowFilesWereMerged() throws IOException {
        assertThat(call("run", "--explain").out())
                .containsPattern(
                        "compacted_[0-9a-z-]+\\.parquet\nCOLUMN +CHUNKS +TIER +BECAUSE\nevent_id +1  re-page +its pages");
    }

    @Test
    void runSaysWhichMetadataItLeftOut() throws IOException {
        addFilesWithOtherMetadata("first");
        assertThat(call("run", "--explain").out())
                .containsPattern(
                        "Metadata keys left out, because their values differ among its sources or would be wrong: run\n");

        addFilesWithOtherMetadata("second");
        assertThat(json(call("run", "--json")).findValues("metadataKeysLeftOut"))
                .singleElement()
                .hasToString("[\"run\"]");
    }

    /** Two files that differ in the key {@code run}, and agree on another. */
    private void addFilesWithOtherMetadata(String application) throws IOException {
        Path partition = Files.createDirectories(root.resolve(application + "/year=2026/month=01/day=02/hour=03"));
        for (String name : List.of("0.parquet", "1.parquet")) {
            try (InputStream file = getClass().getResourceAsStream("arrow/" + name)) {
                Files.copy(Objects.requireNonNull(file), partition.resolve(name));
            }
            Files.setLastModifiedTime(
                    partition.resolve(name), FileTime.from(CommandUnderTest.NOW.minus(Duration.ofDays(1))));
        }
    }

    @Test
    void inspectShowsAPrefix() throws JsonProcessingException {
        for (Outcome outcome : List.of(
                coldpress.call("inspect", root.toString()),
                coldpress.call("inspect", root.toUri().toString()),
                coldpress.call("inspect", "", "--root", root.toString()))) {
            assertThat(outcome.out()).containsPattern("in all +40 ");
        }
        assertThat(call("inspect", "game/").out()).containsPattern("in all +20 ");
        assertThat(call("inspect", "game").out()).containsPattern("in all +20 ");
        JsonNode inspected = json(call("inspect", "shop", "--json"));
        assertThat(inspected.get("files").intValue()).isEqualTo(20);
        assertThat(inspected.findValues("files").stream()
                        .skip(1)
                        .mapToInt(JsonNode::intValue)
                        .sum())
                .isEqualTo(20);
    }

    /** The values of {@code event_id} ascend from file to file of the demo. */
    @Test
    void inspectShowsHowMuchTheFilesOfAPartitionOverlap() throws IOException {
        Path partition = Objects.requireNonNull(readable(root).get(0).getParent());
        String prefix = root.relativize(partition).toString();
        JsonNode before = json(call("inspect", prefix, "--json"));
        assertThat(before.get("filesCompared").intValue()).isEqualTo(4);
        assertThat(before.get("columns")).hasSize(7);
        JsonNode column = before.at("/columns/0");
        assertThat(column.get("column").textValue()).isEqualTo("event_id");
        assertThat(column.get("overlapOfFiles").doubleValue()).isBetween(0.0, 1.0);
        assertThat(call("inspect", prefix).out())
                .containsPattern("OVERLAP OF COLUMN +FILES +ROW GROUPS\nevent_id +\\d\\.\\d\\d +\\d\\.\\d\\d\n");

        call("run");
        JsonNode after = json(call("inspect", prefix, "--json"));
        assertThat(after.get("filesCompared").intValue()).isEqualTo(1);
        assertThat(after.at("/columns/0/overlapOfFiles").isNull()).isTrue();
    }

    @Test
    void inspectCountsFilesOfAPrefixThatCannotBeRead() throws IOException {
        JsonNode inspected = json(call("inspect", "", "--json"));
        assertThat(inspected.get("filesUnreadable").intValue()).isEqualTo(1);
        assertThat(inspected.get("filesCompared").intValue()).isEqualTo(39);
        assertThat(call("inspect", "").out()).contains("Without 1 file whose footers cannot be read.");
    }

    @Test
    void inspectRefusesWhatIsNotThere() {
        assertThat(call("inspect", "nowhere").exitCode()).isEqualTo(2);
        assertThat(call("inspect", "../up").exitCode()).isEqualTo(2);
    }

    @Test
    void inspectShowsAnEmptyLake(@TempDir Path empty) {
        Outcome outcome = coldpress.call("inspect", empty.toString());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).containsPattern("in all +0 +0\\.00");
    }

    @Test
    void inspectNamesWhatIsWrongWithACorruptFile() {
        Outcome outcome = call("inspect", lake.corrupt().path());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("coldpress: " + lake.corrupt()).doesNotContain("should not have happened");
    }

    private Outcome call(String command, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        System.arraycopy(more, 0, arguments, 1, more.length);
        arguments[more.length + 1] = "--root";
        arguments[more.length + 2] = root.toString();
        return coldpress.call(arguments);
    }

    private List<Path> readable(Path where) throws IOException {
        Path corrupt = where.resolve(lake.corrupt().path());
        return LakeComparison.dataFiles(where, file -> !file.equals(corrupt));
    }

    /** Every file with its time of modification. */
    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (var walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(
                        root.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toMillis());
            }
        }
        return files;
    }

    private static JsonNode json(Outcome outcome) throws JsonProcessingException {
        assertThat(outcome.exitCode()).isZero();
        return new ObjectMapper().readTree(outcome.out());
    }

    @Test
    void aRunThatReachesItsLimitSaysWhatRemains() throws JsonProcessingException {
        Outcome run = call("run", "--max-partitions-per-run", "3");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("\nPARTIAL, by a limit of the run: 19 small files with .* MB in 5 partitions"
                        + " wait for a later run[.]\n");
        Outcome rest = call("run", "--json");
        assertThat(json(rest).get("stopped").booleanValue()).isFalse();
        assertThat(call("run").out()).doesNotContain("PARTIAL");
    }

    @Test
    void aRunThatWasStoppedSaysWhatRemains() {
        CompactionReport report = new CompactionReport(
                CommandUnderTest.NOW,
                Duration.ZERO,
                List.of(),
                Map.of(SkipReason.RUN_BUDGET, 35),
                Map.of(),
                Backlog.NONE,
                true);
        assertThat(RunProgress.remains(report))
                .contains("STOPPED before the end: 35 partitions were not begun. The next run goes on from here.");
    }

    @Test
    void theLineFitsANarrowTerminal() {
        coldpress.onATerminal(40);
        Outcome run = call("run");
        assertThat(run.err().split("\r\u001b\\[K", -1))
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThan(40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "run"})
    void rowsWithAnHourlyPartitionFitEightyColumns(String command) {
        assertThat(call(command).out().lines().filter(line -> line.endsWith("/") && line.contains("/hour=")))
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }
}
