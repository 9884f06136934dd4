package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.Compactor;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.fault.Fault;
import dev.coldpress.testkit.fault.FaultyObjectStore;
import dev.coldpress.testkit.fault.ScriptedFaults;
import dev.coldpress.testkit.fault.SimulatedCrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a compactor with {@link FormerVersions} left behind when it crashed is ended by one that has the present ones.
 */
class UpgradeTest {

    private static final String HOUR = "app/year=2026/month=01/day=15/hour=10/";

    @TempDir
    private Path root;

    private Path lake(String name) throws IOException {
        Path lake = root.resolve(name);
        Path hour = Files.createDirectories(lake.resolve(HOUR));
        for (int i = 0; i < 3; i++) {
            Path file = Files.write(hour.resolve("part-" + i + ".parquet"), RowCodec.file("row " + i));
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-15T10:30:00Z")));
        }
        return lake;
    }

    private static CompactionReport compact(ObjectStore store) {
        return Compactor.builder(store, new RowCodec())
                .clock(InstantSource.system())
                .ids(UUID::randomUUID)
                .pause(duration -> {})
                .name("the same process")
                // The run before has crashed.
                .endedProcesses("the same process"::equals)
                .withoutProbe()
                .build()
                .compactAll();
    }

    @Test
    void aCrashAtAnyCallBeforeTheUpgradeIsRepairedAfterIt() throws IOException {
        ScriptedFaults none = new ScriptedFaults();
        try (ObjectStore store = LocalFileSystemStore.open(lake("whole"))) {
            compact(new FaultyObjectStore(FormerVersions.of(store), none));
        }
        for (long call = 1; call <= none.calls(); call++) {
            Path lake = lake("crash-" + call);
            ScriptedFaults faults = new ScriptedFaults().atCall(call, Fault.CRASH_HALFWAY);
            try (ObjectStore store = LocalFileSystemStore.open(lake)) {
                assertThatThrownBy(() -> compact(new FaultyObjectStore(FormerVersions.of(store), faults)))
                        .isInstanceOf(SimulatedCrash.class);
            }
            assertThat(rows(lake)).as("rows after the crash at call %d", call).contains("row 0", "row 1", "row 2");

            try (ObjectStore store = LocalFileSystemStore.open(lake)) {
                assertThat(compact(store).isSuccess()).isTrue();
            }
            assertThat(rows(lake))
                    .as("rows after the crash at call %d and a run", call)
                    .containsExactlyInAnyOrder("row 0", "row 1", "row 2");
        }
    }

    private static List<String> rows(Path lake) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(lake.resolve(HOUR))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
                rows.addAll(RowCodec.rows(Files.readAllBytes(file)));
            }
        }
        return rows;
    }
}
