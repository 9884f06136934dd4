package dev.coldpress.run;

import dev.coldpress.commit.LakeMarker;
import dev.coldpress.commit.OpenNotes;
import dev.coldpress.commit.Politeness;
import dev.coldpress.commit.RecordRegister;
import dev.coldpress.commit.Stamps;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.scan.StageTimer;
import dev.coldpress.settings.CompactionSettings;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * What a compactor was built with; shared by its runs on single partitions.
 *
 * @param beforeFirstWrite to be called before anything is written or deleted; makes sure that the store can keep rows safe
 */
public record Toolbox(
        ObjectStore store,
        ParquetCodec codec,
        CompactionSettings settings,
        InstantSource clock,
        IdSource ids,
        Pause pause,
        RecordRegister register,
        LakeMarker marker,
        OpenNotes notes,
        Stamps stamps,
        Politeness politeness,
        Runnable beforeFirstWrite,
        CompactionListener listener,
        StageTimer stages,
        BooleanSupplier stopRequested) {}
