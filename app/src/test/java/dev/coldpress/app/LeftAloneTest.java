package dev.coldpress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.app.demo.DemoLake;
import dev.coldpress.app.demo.DemoScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say of things in a lake of files that are not taken, and what becomes of them. */
class LeftAloneTest {

    private static final DemoScale SCALE = new DemoScale(5, 4, 20);

    @TempDir
    private Path root;

    private final CommandUnderTest coldpress = CommandUnderTest.asDelivered();
    private Path partition = Path.of("");
    private Path corrupt = Path.of("");

    @BeforeEach
    void create() throws IOException {
        DemoLake lake = DemoLake.create(root, CommandUnderTest.NOW, SCALE);
        partition = root.resolve(lake.corrupt().parent().path());
        corrupt = root.resolve(lake.corrupt().path());
    }

    private CommandUnderTest.Outcome call(String command, String... more) {
        return coldpress.call(Stream.concat(Stream.of(command, "--root", root.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private JsonNode json(String command) throws JsonProcessingException {
        return new ObjectMapper().readTree(call(command, "--json").out());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(partition)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private void addWhatIsNotTaken() throws IOException {
        for (String name : List.of("000000_0", "a.PARQUET", "line\nfeed.parquet", "back\\slash.parquet")) {
            Files.copy(partition.resolve("part-00000.parquet"), partition.resolve(name));
        }
        Files.createSymbolicLink(partition.resolve("latest.parquet"), Path.of("part-00000.parquet"));
        Files.createDirectory(partition.resolve("backup"));
        Files.createSymbolicLink(root.resolve("elsewhere"), partition);
    }

    @Test
    void allIsCountedWithItsReasonInAPlan() throws IOException {
        addWhatIsNotTaken();

        assertThat(call("plan", "--deep").out())
                .contains("file-name: 2 (000000_0, a.PARQUET)")
                .contains("unusable-name: 2 (back%5Cslash.parquet, line%0Afeed.parquet)")
                .contains("symbolic-link: 1 (latest.parquet)")
                .contains("not-in-layout: 1 (backup/)")
                .contains("part-00000.parquet  symbolic-link: the symbolic link latest.parquet leads to it")
                .contains("elsewhere  symbolic-link: It is a symbolic link")
                .contains("  8 files left alone (1 quarantined, 1 not-in-layout, 2 file-name, 2 symbolic-link,"
                        + " 2 unusable-name)");
        JsonNode plan = json("plan");
        assertThat(plan.at("/totals/entriesLeftAlone/file-name").intValue()).isEqualTo(2);
        assertThat(plan.at("/totals/entriesLeftAlone/symbolic-link").intValue()).isEqualTo(2);
        assertThat(plan.at("/totals/partitionsLeftAlone/symbolic-link").intValue())
                .isEqualTo(1);
        assertThat(plan.findValues("entriesLeftAlone").toString())
                .contains("{\"reason\":\"file-name\",\"count\":2,\"names\":[\"000000_0\",\"a.PARQUET\"]}");
    }

    @Test
    void allIsCountedWithItsReasonInARunAndStays() throws IOException {
        addWhatIsNotTaken();

        assertThat(call("run").out())
                .contains("  8 files left alone (1 quarantined, 1 not-in-layout, 2 file-name, 2 symbolic-link,"
                        + " 2 unusable-name)");

        assertThat(names())
                .hasSize(9)
                .contains(
                        "000000_0",
                        "a.PARQUET",
                        "back\\slash.parquet",
                        "backup",
                        "latest.parquet",
                        "line\nfeed.parquet",
                        "part-00000.parquet",
                        "part-00002.parquet")
                .filteredOn(name -> name.startsWith("compacted_"))
                .hasSize(1);
        assertThat(partition.resolve("latest.parquet")).as("leads to its file").isReadable();
        JsonNode report = json("run");
        assertThat(report.at("/entriesLeftAlone/unusable-name").intValue()).isEqualTo(2);
    }

    @Test
    void whatElseIsDataIsASetting() throws IOException {
        Files.move(partition.resolve("part-00000.parquet"), partition.resolve("000000_0"));

        CommandUnderTest.Outcome run = call("run", "--file-names", "*.parquet,0*_0");
        assertThat(run.exitCode()).as(run.err()).isZero();

        assertThat(names())
                .as("the one that was cut off, and the merged one")
                .hasSize(2)
                .doesNotContain("000000_0");
    }

    /** A hard link is a name of its own: what is merged under another name stays to be read under this. */
    @Test
    void aHardLinkElsewhereKeepsWhatWasMerged() throws IOException {
        Path link = root.resolve("_kept.parquet");
        Files.createLink(link, partition.resolve("part-00000.parquet"));
        byte[] before = Files.readAllBytes(link);
        call("run");
        assertThat(partition.resolve("part-00000.parquet")).doesNotExist();
        assertThat(link).hasBinaryContent(before);
    }

    /** The delete of one changes the version of the other. */
    @Test
    void twoHardLinksInAPartitionAreTwoFilesAndTheRowsOfBothAreThereOnce() throws IOException, SQLException {
        Files.createLink(partition.resolve("twin.parquet"), partition.resolve("part-00000.parquet"));
        long rows = LakeComparison.count(readable());
        call("run");
        call("run");
        assertThat(names()).noneMatch(name -> name.equals("twin.parquet") || name.equals("part-00000.parquet"));
        assertThat(LakeComparison.count(readable())).isEqualTo(rows);
    }

    private List<Path> readable() throws IOException {
        return LakeComparison.dataFiles(root, file -> !file.equals(corrupt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop"})
    void aSummaryFileKeepsThePartitionsBelowItFromBeingMergedUntilASettingSaysWhatToDo(String directory)
            throws IOException {
        Path summary = root.resolve(directory).resolve("_metadata");
        Files.write(summary, new byte[] {1});

        assertThat(call("plan").out()).contains("  summary-file: " + root.relativize(summary) + " speaks of");
        CommandUnderTest.Outcome run = call("run");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("left alone: " + root.relativize(summary) + "  summary-file: ")
                .containsPattern("\\d summary-file");
        assertThat(names()).contains("part-00000.parquet");

        call("run", "--summary-files", "delete");
        assertThat(names()).doesNotContain("part-00000.parquet");
        assertThat(summary).doesNotExist();
    }
}
