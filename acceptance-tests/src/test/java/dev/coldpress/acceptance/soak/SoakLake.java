package dev.coldpress.acceptance.soak;

import dev.coldpress.Compactor;
import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.settings.CompactionSettings;
import java.util.UUID;

/** How a lake of this test is compacted: with the defaults, but at a small scale. */
final class SoakLake {

    /** The default, 128 MB, by 2,048: so the sink's files of some KB stand for files of some MB. */
    static final long TARGET_BYTES = 64 << 10;

    private SoakLake() {}

    /** @param store whose times are those of the clock */
    static Compactor compactor(ObjectStore store, FastClock clock, CompactionListener listener) {
        return Compactor.builder(store, new ParquetJavaCodec())
                .settings(CompactionSettings.builder()
                        .targetFileSizeBytes(TARGET_BYTES)
                        .build())
                .clock(clock)
                .name("soak")
                .endedProcesses("soak"::equals)
                .ids(UUID::randomUUID)
                .pause(clock::sleep)
                .listener(listener)
                .build();
    }
}
