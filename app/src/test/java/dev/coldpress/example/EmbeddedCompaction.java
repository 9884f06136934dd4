package dev.coldpress.example;

import dev.coldpress.CompactionReport;
import dev.coldpress.CompactionSettings;
import dev.coldpress.Compactor;
import dev.coldpress.localfs.LocalFileSystemStore;
import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** A service that compacts its lake itself. The lines between the marks stand in the README. */
final class EmbeddedCompaction {

    private EmbeddedCompaction() {}

    static void compact(Path lake) {
        // README begins
        try (ObjectStore store = LocalFileSystemStore.open(lake)) {
            Compactor compactor = Compactor.builder(store, new ParquetJavaCodec())
                    .settings(CompactionSettings.builder()
                            .layout(LakeLayout.parse("dt={yyyy-MM-dd}/hour={HH}/"))
                            .quietPeriod(Duration.ofMinutes(30))
                            .build())
                    .clock(InstantSource.system())
                    .ids(UUID::randomUUID)
                    .pause(duration -> Thread.sleep(duration.toMillis()))
                    .build();
            CompactionReport report = compactor.compactAll();
            report.groups()
                    .forEach(group -> System.out.println(group.sourceFiles() + " files became " + group.output()));
        }
        // README ends
    }
}
