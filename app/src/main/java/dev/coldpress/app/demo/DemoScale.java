package dev.coldpress.app.demo;

/**
 * How large the demonstration is.
 *
 * @param hours partitions of each of the two applications, the current hour included; 5 or more
 * @param filesPerPartition 4 or more
 * @param rowsPerFile 1 or more
 */
public record DemoScale(int hours, int filesPerPartition, int rowsPerFile) {

    public static final DemoScale DEFAULT = new DemoScale(25, 40, 250);

    public DemoScale {
        if (hours < 5 || filesPerPartition < 4 || rowsPerFile < 1) {
            throw new IllegalArgumentException(
                    "The demonstration needs at least 5 hours, 4 files per hour and 1 row per" + " file, not " + hours
                            + ", " + filesPerPartition + " and " + rowsPerFile);
        }
    }
}
