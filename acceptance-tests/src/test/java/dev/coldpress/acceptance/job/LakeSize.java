package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.benchmark.Shape;
import java.util.Locale;

/** How large a lake is. All its partitions have the same files. */
record LakeSize(Shape shape, int partitions, int filesPerPartition, int rowsPerFile) {

    /** Names the files of a partition: the same for lakes that have the same. */
    String fileSet() {
        return shapeName() + "-" + filesPerPartition + "x" + rowsPerFile;
    }

    String shapeName() {
        return shape.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d partitions of %,d files of %,d rows (%s)",
                partitions,
                filesPerPartition,
                rowsPerFile,
                shapeName());
    }
}
