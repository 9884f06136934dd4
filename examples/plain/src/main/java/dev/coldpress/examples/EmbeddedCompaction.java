package dev.coldpress.examples;

import dev.coldpress.Compactor;
import dev.coldpress.localfs.LocalFileSystemStore;
import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import java.nio.file.Path;
import java.time.Duration;

/** Compacts a lake once: {@code EmbeddedCompaction LAKE}. The README shows the same lines. */
public final class EmbeddedCompaction {

    private EmbeddedCompaction() {}

    public static void main(String[] args) {
        compact(Path.of(args[0]));
    }

    static void compact(Path lake) {
        try (ObjectStore store = LocalFileSystemStore.open(lake)) {
            Compactor compactor = Compactor.forLake(store, new ParquetJavaCodec())
                    .settings(CompactionSettings.builder()
                            .layout(LakeLayout.parse("dt={yyyy-MM-dd}/hour={HH}/"))
                            .quietPeriod(Duration.ofMinutes(30))
                            .build())
                    .build();
            CompactionReport report = compactor.compactAll();
            report.groups()
                    .forEach(group -> System.out.println(group.sourceFiles() + " files became " + group.output()));
        }
    }
}
