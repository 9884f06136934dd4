package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.Compactor;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.StoreOperation;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultPlan;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other programs do to the files of a lake while they are compacted. */
class ForeignChangesTest {

    private static final String HOUR = "app/year=2026/month=01/day=15/hour=10/";
    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-15T10:30:00Z"));

    @TempDir
    private Path root;

    private Path source;

    @BeforeEach
    void writeSources() throws IOException {
        Path hour = Files.createDirectories(root.resolve(HOUR));
        for (int i = 0; i < 3; i++) {
            write(hour.resolve("part-" + i + ".parquet"), "row " + i);
        }
        source = hour.resolve("part-2.parquet");
        KernelClock.passes(source);
    }

    private static void write(Path file, String row) throws IOException {
        Files.write(file, RowCodec.file(row));
        Files.setLastModifiedTime(file, TIME);
    }

    /** A change between two steps of a compaction. */
    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    private CompactionReport compactWith(StoreOperation operation, Change change) {
        return compactWith(operation, change, InstantSource.system());
    }

    private CompactionReport compactWith(StoreOperation operation, Change change, InstantSource clock) {
        boolean[] isMade = {false};
        FaultPlan plan = (called, target) -> {
            if (!isMade[0] && called == operation && target.startsWith(HOUR)) {
                isMade[0] = true;
                make(change);
            }
            return Fault.NONE;
        };
        return compact(plan, clock);
    }

    private CompactionReport compact(FaultPlan plan, InstantSource clock) {
        try (LocalFileSystemStore store = LocalFileSystemStore.open(root)) {
            return Compactor.builder(new FaultyObjectStore(store, plan), new RowCodec())
                    .settings(CompactionSettings.defaults())
                    .clock(clock)
                    .ids(UUID::randomUUID)
                    .pause(duration -> {})
                    .build()
                    .compactAll();
        }
    }

    private static void make(Change change) {
        try {
            change.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve(HOUR))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
                rows.addAll(RowCodec.rows(Files.readAllBytes(file)));
            }
        }
        return rows;
    }

    /** Before the publish, before the look whether all sources are there, and before their delete. */
    @ParameterizedTest
    @EnumSource(names = {"PUBLISH", "ABORT", "DELETE"})
    void aSourceThatIsReplacedByALookalikeKeepsItsNewRows(StoreOperation moment) throws IOException {
        String lookalike = new String(RowCodec.file("ROW 2"), StandardCharsets.UTF_8);

        CompactionReport report = compactWith(moment, () -> RecycledInode.replace(source, lookalike, TIME));

        assertThat(report.isSuccess()).isTrue();
        assertThat(rows()).contains("row 0", "row 1", "ROW 2");
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLISH", "ABORT", "DELETE"})
    void aSourceThatIsRewrittenInPlaceAndGivenItsFormerTimeKeepsItsNewRows(StoreOperation moment) throws IOException {
        CompactionReport report = compactWith(moment, () -> write(source, "ROW 2"));

        assertThat(report.isSuccess()).isTrue();
        assertThat(rows()).contains("row 0", "row 1", "ROW 2");
    }

    /** Nobody can tell it from a write. The group is merged a second time, in the same run. */
    @Test
    void otherPermissionsDuringAMergeCostItsWorkAndNothingElse() throws IOException {
        CompactionReport report = compactWith(
                StoreOperation.PUBLISH,
                () -> Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-------")));

        assertThat(report.isSuccess()).isTrue();
        assertThat(report.groups()).hasSize(1);
        assertThat(rows()).containsExactlyInAnyOrder("row 0", "row 1", "row 2");
        assertThat(source).doesNotExist();
    }

    /**
     * It stays as long as nobody has compared it with the output, and is never merged with what holds its row already.
     */
    @Test
    void otherPermissionsBetweenDecisionAndDeleteDoubleNoRowWithinAFile() throws IOException {
        compactWith(
                StoreOperation.DELETE,
                () -> Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-------")));
        compactWith(StoreOperation.DELETE, () -> {});

        assertThat(rows()).contains("row 0", "row 1", "row 2");
        try (Stream<Path> files = Files.list(root.resolve(HOUR))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
                assertThat(RowCodec.rows(Files.readAllBytes(file))).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aCopyByHardLinksBeforeTheRunKeepsTheFormerLake() throws IOException {
        Path copy = Files.createDirectory(root.resolve(".before"));
        Files.createLink(copy.resolve("part"), source);

        CompactionReport report = compactWith(StoreOperation.PUBLISH, () -> {});

        assertThat(report.groups()).hasSize(1);
        assertThat(rows()).containsExactlyInAnyOrder("row 0", "row 1", "row 2");
        assertThat(RowCodec.rows(Files.readAllBytes(copy.resolve("part")))).containsExactly("row 2");
    }

    /** A time that a program gave to a file does not tell when it was written; its change time is an hour ago then. */
    @Test
    void aFileThatClaimsToBeFromTheFutureIsAsYoungAsItsLastChange() throws IOException {
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2200-01-01T00:00:00Z")));
        InstantSource inAnHour = () -> Instant.now().plus(Duration.ofHours(1));

        CompactionReport atOnce = compactWith(StoreOperation.PUBLISH, () -> {});
        CompactionReport later = compactWith(StoreOperation.PUBLISH, () -> {}, inAnHour);

        assertThat(atOnce.partitionsLeftAlone()).isEqualTo(Map.of(SkipReason.QUIET_PERIOD, 1));
        assertThat(later.groups()).hasSize(1);
        assertThat(rows()).containsExactlyInAnyOrder("row 0", "row 1", "row 2");
    }

    /**
     * A pipe, a loop of links, a link to nowhere, and names that are no UTF-8: in the partition, beside it, and in the
     * root.
     */
    @Test
    void whatIsNeitherFileNorDirectoryStopsNobody() throws IOException {
        String odd = "cd '%s' && mkfifo pipe.parquet && ln -s . loop && ln -s /nowhere dangling.parquet"
                + " && : > \"$(printf 'caf\\351.parquet')\" && mkdir \"$(printf 'd\\351')\"";
        for (String directory : List.of("", "app/year=2026", HOUR)) {
            OtherProcess.assumeWorks("sh", "-c", odd.formatted(root.resolve(directory)));
        }

        CompactionReport report = compactWith(StoreOperation.PUBLISH, () -> {});

        assertThat(report.isSuccess()).isTrue();
        assertThat(report.groups()).hasSize(1);
        try (Stream<Path> left = Files.list(root.resolve(HOUR))) {
            assertThat(left).as("the odd ones and the output").hasSize(6);
        }
    }

    @Test
    void aDirectoryThatVanishesBeforeItIsListedStopsNobody() throws IOException {
        Path vanishing = Files.createDirectories(root.resolve("app/year=2026/month=02"));
        FaultPlan plan = (operation, target) -> {
            if (operation == StoreOperation.LIST && target.equals("app/year=2026/month=02/")) {
                make(() -> Files.deleteIfExists(vanishing));
            }
            return Fault.NONE;
        };

        assertThat(compact(plan, InstantSource.system()).isSuccess()).isTrue();
        assertThat(vanishing).doesNotExist();
        assertThat(rows()).containsExactlyInAnyOrder("row 0", "row 1", "row 2");
    }
}
