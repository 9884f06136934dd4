package dev.coldpress.acceptance.product;

import dev.coldpress.Compactor;
import dev.coldpress.localfs.LocalFileSystemStore;
import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Compacts a lake on the local file system as an embedder does: by the public API, with the adapters of the release.
 */
public final class LocalCompactor {

    private LocalCompactor() {}

    public static CompactionReport compactAll(Path root, CompactionSettings settings) {
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            return Compactor.builder(store, new ParquetJavaCodec())
                    .settings(settings)
                    .clock(InstantSource.system())
                    .ids(UUID::randomUUID)
                    .pause(duration -> Thread.sleep(duration.toMillis()))
                    .build()
                    .compactAll();
        }
    }
}
