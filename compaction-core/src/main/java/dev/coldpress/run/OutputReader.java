package dev.coldpress.run;

import dev.coldpress.merge.MergeSpecFactory;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.SourceGoneException;
import dev.coldpress.report.Stage;
import dev.coldpress.scan.Ports;
import dev.coldpress.scan.Refusals;
import dev.coldpress.scan.StageTimer;
import dev.coldpress.scan.StoreSourceFile;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads outputs that are in the store, before anything is decided by them. */
record OutputReader(Ports ports, StageTimer stages) {

    private static final Logger LOG = LoggerFactory.getLogger(OutputReader.class);

    /**
     * Step 5 (b): an output that cannot be read is not what was planned, and is retracted; its sources are all there.
     */
    boolean isOutputOf(ObjectRef output, UUID planId, long rowCount) {
        try {
            return MergeSpecFactory.isOutputOf(ports.codec().readFooter(file(output)), planId, rowCount);
        } catch (ParquetFileException e) {
            LOG.warn("The output {} cannot be read and is retracted: {}", output.key(), e.getMessage());
            return false;
        } catch (SourceGoneException e) {
            return false;
        }
    }

    /**
     * Reads the outputs for which files are to go, down to the last value.
     *
     * @param groups each of an output, and of files whose rows are in it
     * @param damaged is called for each output that cannot be read
     */
    boolean areWhole(List<FileGroup> groups, Consumer<SkippedFile> damaged) {
        boolean areWhole = true;
        for (FileGroup group : groups) {
            ObjectRef output = group.files().get(0).ref();
            try {
                stages.time(Stage.VERIFY, () -> ports.codec().checkContent(file(output)));
            } catch (ParquetFileException e) {
                LOG.warn("{} is damaged, and so the files with the same rows stay: {}", output.key(), e.getMessage());
                damaged.accept(new SkippedFile(output, Refusals.skip(e)));
                areWhole = false;
            } catch (SourceGoneException e) {
                areWhole = false;
            }
        }
        return areWhole;
    }

    private SourceFile file(ObjectRef output) {
        return new StoreSourceFile(ports.store(), output);
    }
}
