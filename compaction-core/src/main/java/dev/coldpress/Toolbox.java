package dev.coldpress;

import dev.coldpress.port.IdSource;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.parquet.ParquetCodec;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** What a compactor was built with; shared by its runs on single partitions. */
record Toolbox(
        ObjectStore store,
        ParquetCodec codec,
        CompactionSettings settings,
        InstantSource clock,
        IdSource ids,
        Pause pause,
        String name,
        CompactionListener listener,
        BooleanSupplier stopRequested) {}
