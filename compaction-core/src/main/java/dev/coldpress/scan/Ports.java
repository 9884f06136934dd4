package dev.coldpress.scan;

import dev.coldpress.port.IdSource;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.Workers;
import dev.coldpress.port.parquet.ParquetCodec;
import java.time.InstantSource;

/** The outside, as a compactor was given it. */
public record Ports(
        ObjectStore store, ParquetCodec codec, InstantSource clock, IdSource ids, Pause pause, Workers workers) {}
