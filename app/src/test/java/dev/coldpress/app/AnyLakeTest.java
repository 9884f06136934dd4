package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.app.CommandUnderTest.Outcome;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.NoMatchWarning;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.localfs.LocalFileSystemStore;
import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.settings.CompactionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a lake that the layout does not match, and that their guess is right. */
class AnyLakeTest {

    private static final Duration LONG_AGO = Duration.ofDays(3);

    @TempDir
    private Path directory;

    private final CommandUnderTest coldpress = CommandUnderTest.asDelivered();
    private Path root = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void create() throws IOException {
        Path demo = Files.createDirectory(directory.resolve("demo"));
        DemoLake lake = DemoLake.create(demo, CommandUnderTest.NOW, new DemoScale(5, 4, 20));
        Path corrupt = demo.resolve(lake.corrupt().path());
        file = LakeComparison.dataFiles(demo, one -> !one.equals(corrupt)).get(0);
        root = Files.createDirectory(directory.resolve("lake"));
    }

    private void add(String... paths) throws IOException {
        for (String path : paths) {
            Path copy = root.resolve(path);
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            Files.setLastModifiedTime(copy, FileTime.from(CommandUnderTest.NOW.minus(LONG_AGO)));
        }
    }

    private Outcome call(String command, String... more) {
        // Files have just been made, whatever time they are given: their change time counts.
        return coldpress.call(
                Stream.concat(Stream.of(command, "--root", root.toString(), "--quiet-period", "0s"), Stream.of(more))
                        .toArray(String[]::new));
    }

    /** Where the quiet period alone decides, it is an hour at least. */
    private Outcome callQuiet(String command, String... more) {
        return coldpress.call(
                Stream.concat(Stream.of(command, "--root", root.toString(), "--cold", "quiet"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private List<Path> files() throws IOException {
        return LakeComparison.dataFiles(root, one -> true);
    }

    private static JsonNode json(Outcome outcome) throws JsonProcessingException {
        return new ObjectMapper().readTree(outcome.out());
    }

    @Test
    void aLakeThatMatchesNothingIsDescribedAndTheGuessCompactsIt() throws IOException {
        add("dt=2026-01-01/a.parquet", "dt=2026-01-01/b.parquet", "dt=2026-01-02/a.parquet", "dt=2026-01-02/b.parquet");

        for (String command : List.of("plan", "run")) {
            Outcome outcome = call(command);
            assertThat(outcome.exitCode()).as(command).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.err())
                    .contains("match nothing here")
                    .contains("4 Parquet files lie outside of the layout {app_id}/")
                    .contains("  dt=2026-01-01/a.parquet")
                    .contains("  dt=2026-01-02/a.parquet")
                    .endsWith("Looks like --layout 'dt={yyyy-MM-dd}/'" + System.lineSeparator());
        }
        assertThat(files()).hasSize(4);

        Outcome run = call("run", "--layout", "dt={yyyy-MM-dd}/");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(files()).hasSize(2);
    }

    @Test
    void theJsonHasWhatWasFound() throws IOException {
        add("dt=2026-01-01/a.parquet");
        for (String command : List.of("plan", "run")) {
            Outcome outcome = call(command, "--json");
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
            JsonNode document = json(outcome);
            assertThat(document.get("layoutMatches").booleanValue()).isFalse();
            assertThat(document.at("/outsideLayout/files").intValue()).isEqualTo(1);
            assertThat(document.at("/outsideLayout/found/0/template").textValue())
                    .isEqualTo("dt={yyyy-MM-dd}/");
            assertThat(document.at("/outsideLayout/found/0/partition").textValue())
                    .isEqualTo("days");
            assertThat(outcome.err()).contains("Looks like --layout");
        }
    }

    @Test
    void filesALevelDeeperAreSaidSoWithTheNamesOfTheLayout() throws IOException {
        add("shop/year=2026/month=01/day=05/hour=01/country=DE/a.parquet");
        add("web/year=2026/month=01/day=05/hour=01/country=FR/a.parquet");

        Outcome plan = call("plan");

        assertThat(plan.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(plan.err())
                .contains("2 Parquet files lie 1 level deeper than the layout ")
                .contains("Looks like --layout"
                        + " '{app_id}/year={yyyy}/month={MM}/day={dd}/hour={HH}/country={country}/'");
        assertThat(call("run").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void strayPathsAreGroupedAndAPlanSaysWhatTheyAre() throws IOException {
        add("app/year=2026/month=01/day=05/hour=01/a.parquet");
        for (int i = 1; i <= 9; i++) {
            add("backup" + i + "/2025-01-0" + i + "/a.parquet");
        }

        Outcome plan = call("plan");

        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out())
                .contains("backup1/2025-01-01/  not-in-layout: ")
                .contains("backup3/2025-01-03/  not-in-layout: ")
                .doesNotContain("backup4/2025-01-04/  not-in-layout")
                .contains("and 6 more paths  not-in-layout")
                .contains("9 Parquet files lie outside of the layout")
                .contains("A separate run would need --layout '{name}/{yyyy-MM-dd}/'");
        Outcome run = call("run");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("left alone: and 6 more paths  not-in-layout");
    }

    @Test
    void filesOfOtherNamesAreFoundByTheirFirstBytes() throws IOException {
        add("2026-01-01--10/part-0-0", "2026-01-01--10/part-0-1", "2026-01-01--11/part-0-0", "2026-01-01--11/part-0-1");

        assertThat(call("plan").err())
                .contains("Looks like --layout '{yyyy-MM-dd}--{HH}/' --file-names '*.parquet,part-*'");
        Outcome withLayout = call("run", "--layout", "{yyyy-MM-dd}--{HH}/");
        assertThat(withLayout.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(withLayout.err())
                .contains("4 Parquet files lie where the layout says, with names that file-names does not take")
                .contains("Looks like --file-names '*.parquet,part-*'");

        Outcome run = call("run", "--layout", "{yyyy-MM-dd}--{HH}/", "--file-names", "*.parquet,part-*");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(files()).as("those that end like Parquet files").hasSize(2);
    }

    @Test
    void aLakeWithoutADateIsSaidToHaveNone() throws IOException {
        add("country=DE/a.parquet", "country=FR/a.parquet");

        Outcome run = call("run");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("Their directories (country={country}/) have no date that a layout could name")
                .contains(": --layout 'country={country}/' --cold quiet");
        assertThat(call("layout").out()).contains(": --layout 'country={country}/' --cold quiet");
        assertThat(files()).hasSize(2);
    }

    @Test
    void aLakeWithoutADateIsCompactedOnlyIfTheQuietPeriodIsToDecide() throws IOException {
        add("country=DE/a.parquet", "country=DE/b.parquet", "country=FR/a.parquet");

        Outcome refused = call("run", "--layout", "country={c}/");
        Outcome auto = call("run", "--layout", "auto");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("must have a date, such as {yyyy}, unless cold is quiet");
        assertThat(auto.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(auto.err())
                .contains("the directories of the lake have no date")
                .contains("--cold quiet");
        assertThat(files()).hasSize(3);
        Outcome run = callQuiet("run", "--layout", "auto");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Found --layout 'country={country}/'");
        assertThat(files()).hasSize(2);
    }

    @Test
    void withAControlRootNothingButDataLiesInTheLake() throws IOException {
        add("dt=2026-01-01/a.parquet", "dt=2026-01-01/b.parquet", "dt=2026-01-02/a.parquet", "dt=2026-01-02/b.parquet");
        String[] above = {
            "--control-root", directory.toString(), "--layout", "dt={yyyy-MM-dd}/", "--exclude", "dt=2026-01-02"
        };

        Outcome run = call("run", above);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(files()).hasSize(3);
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.filter(Files::isRegularFile))
                    .allMatch(path -> path.toString().endsWith(".parquet"));
        }
        assertThat(directory.resolve("_compaction")).isDirectory();
        assertThat(call("verify", above).out()).contains("in 1 compacted file read again; all is well");
        Outcome without = call("run", "--layout", "dt={yyyy-MM-dd}/");
        assertThat(without.exitCode()).isEqualTo(ExitCode.STORE);
        assertThat(without.err()).contains("inside another one");
        assertThat(files()).hasSize(3);
    }

    @Test
    void withAControlRootTheGuessIsThatOfTheLake() throws IOException {
        add("dt=2026-01-01/a.parquet", "dt=2026-01-01/b.parquet");

        Outcome plan = call("plan", "--control-root", directory.toString());
        Outcome auto = call("run", "--control-root", directory.toString(), "--layout", "auto");

        assertThat(plan.err()).contains("2 Parquet files lie").contains("Looks like --layout 'dt={yyyy-MM-dd}/'");
        assertThat(auto.exitCode()).as(auto.err()).isZero();
        assertThat(auto.err()).contains("Found --layout 'dt={yyyy-MM-dd}/'");
        assertThat(files()).hasSize(1);
    }

    @Test
    void aControlRootThatIsNotAboveTheRootIsRefused() throws IOException {
        add("dt=2026-01-01/a.parquet");
        for (String elsewhere : List.of(directory.resolve("demo").toString(), root.toString(), "s3://bucket/")) {
            Outcome run = call("run", "--control-root", elsewhere, "--layout", "dt={yyyy-MM-dd}/");
            assertThat(run.exitCode()).as(elsewhere).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("it is no directory above the root");
        }
    }

    @Test
    void filesInTheRootAreCompactedWithALayoutOfADot() throws IOException {
        add("a.parquet", "b.parquet", "c.parquet");
        assertThat(call("plan").err()).contains(": --layout '.' --cold quiet");

        Outcome plan = callQuiet("plan", "--layout", ".");
        Outcome run = callQuiet("run", "--layout", ".");

        assertThat(plan.out()).contains("./");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("./");
        assertThat(files()).hasSize(1);
        assertThat(callQuiet("verify", "--layout", ".").out()).contains("all is well");
    }

    @Test
    void anEmptyLakeIsNoFault() throws IOException {
        for (String command : List.of("plan", "run")) {
            Outcome outcome = call(command);
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("No Parquet file was found below file:");
        }
        Files.writeString(root.resolve("a.json"), "{}");
        assertThat(call("run").out()).contains("(but 1 other file)");
    }

    @Test
    void aLakeWhosePartitionsAreAllHotMatches() throws IOException {
        add("app/year=2026/month=03/day=01/hour=02/a.parquet");
        assertThat(call("run").exitCode()).isZero();
        add("other/year=2027/month=03/day=01/hour=02/a.parquet");
        assertThat(call("run").exitCode()).isZero();
        assertThat(json(call("run", "--json")).get("layoutMatches").booleanValue())
                .isTrue();
    }

    @Test
    void layoutShowsEachLayoutWithItsCounts() throws IOException {
        add("dt=2026-01-01/a.parquet", "dt=2026-01-02/a.parquet", "dt=2026-01-03/hour=10/a.parquet", "x/a.parquet");

        Outcome outcome = call("layout");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .containsSubsequence(
                        "    2            2  day        dt={yyyy-MM-dd}/",
                        "    1            1  hour       dt={yyyy-MM-dd}/hour={HH}/",
                        "    1            1  -          x/  (no date)",
                        "Listed 6 directories: the whole lake.")
                .doesNotContain("Looks like");
        JsonNode document = json(call("layout", "--json"));
        assertThat(document.get("found")).hasSize(3);
        assertThat(document.get("whole").booleanValue()).isTrue();
    }

    @Test
    void theOnlyLayoutIsTakenIfAskedFor() throws IOException {
        add("dt=2026-01-01/a.parquet", "dt=2026-01-01/b.parquet");
        assertThat(call("layout").out()).contains("Looks like --layout 'dt={yyyy-MM-dd}/'");

        Outcome run = call("run", "--layout", "auto");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Found --layout 'dt={yyyy-MM-dd}/'");
        assertThat(files()).hasSize(1);
        assertThat(call("verify", "--layout", "auto").out()).contains("in 1 compacted file read again; all is well");
    }

    @Test
    void whereThereAreSeveralLayoutsNoneIsTaken() throws IOException {
        add("dt=2026-01-01/a.parquet", "dt=2026-01-01/b.parquet", "loose/a.parquet");

        Outcome run = call("run", "--layout", "auto");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("the lake has more than one layout")
                .contains("  dt={yyyy-MM-dd}/  (2 files)")
                .contains("  loose/  (1 file, no date)");
        assertThat(files()).hasSize(3);
    }

    @Test
    void verifyDoesNotSayThatAllIsWellWhereItLookedAtNothing() throws IOException {
        add("dt=2026-01-01/a.parquet");
        assertThat(call("verify").out())
                .contains("no partition is cold and in the layout")
                .doesNotContain("all is well");
    }

    @Test
    void aDaemonWarnsInOneLineAfterEachRunThatMatchesNothing() throws IOException {
        add("dt=2026-01-01/a.parquet", "dt=2026-01-01/b.parquet");
        List<String> warnings = new ArrayList<>();
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            for (String layout : List.of("{yyyy}/", "{yyyy}/", "dt={yyyy-MM-dd}/")) {
                CompactionSettings settings = CompactionSettings.builder()
                        .layout(LakeLayout.parse(layout))
                        .quietPeriod(Duration.ZERO)
                        .build();
                Lake lake = new Lake(
                        root.toUri(),
                        store,
                        new ParquetJavaCodec(),
                        settings,
                        InstantSource.fixed(CommandUnderTest.NOW),
                        Optional.empty());
                lake.compactor(new NoMatchWarning(lake, warnings::add)).compactAll();
            }
        }
        assertThat(warnings)
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning)
                        .startsWith("the layout and the names of files match nothing here")
                        .endsWith("Looks like --layout 'dt={yyyy-MM-dd}/'")
                        .doesNotContain("\n"));
    }
}
