package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.benchmark.Shape;

/**
 * A lake, and what is done with it.
 *
 * <p>The names begin with the letter by which a job is asked for.
 */
enum Job {
    A(Work.COMPACT, Shape.EVENTS, 12, 200, 10_000),
    B(Work.COMPACT, Shape.SINK, 12, 400, 4_000),
    C(Work.COMPACT, Shape.SINK, 500, 20, 300),
    D_EVENTS(Work.COMPACT, Shape.EVENTS, 1, 200, 10_000),
    D_SINK(Work.COMPACT, Shape.SINK, 1, 400, 4_000),
    D_WIDE(Work.COMPACT, Shape.WIDE, 1, 100, 400),
    E(Work.COMPACT_ON_S3, Shape.SINK, 60, 20, 300),
    F(Work.REST_ON_S3, Shape.SINK, 1_000, 2, 20),
    G(Work.PLAN, Shape.SINK, 4_000, 50, 300),
    /** So small that it takes what a start takes. */
    H(Work.PLAN, Shape.SINK, 20, 4, 20),
    L(Work.COMPACT_OVER_LINK, Shape.EVENTS, 8, 100, 10_000);

    /** What is measured. */
    enum Work {
        /** A run over a lake of small files on the local file system, and the peers over the same partitions. */
        COMPACT,
        /** A run over a lake of small files on S3. */
        COMPACT_ON_S3,
        /** A run over a lake of larger files on S3, behind a link of limited speed. */
        COMPACT_OVER_LINK,
        /** A run over a lake on S3 in which nothing is left to merge. */
        REST_ON_S3,
        /** A plan of a lake of small files on the local file system. */
        PLAN
    }

    private final Work work;
    private final Shape shape;
    private final int partitions;
    private final int filesPerPartition;
    private final int rowsPerFile;

    Job(Work work, Shape shape, int partitions, int filesPerPartition, int rowsPerFile) {
        this.work = work;
        this.shape = shape;
        this.partitions = partitions;
        this.filesPerPartition = filesPerPartition;
        this.rowsPerFile = rowsPerFile;
    }

    Work work() {
        return work;
    }

    /** The letter. */
    String letter() {
        return name().substring(0, 1);
    }

    /**
     * The lake.
     *
     * @param scale of the number of partitions; of the files, if there is one partition
     */
    LakeSize size(double scale) {
        boolean isOne = partitions == 1;
        return new LakeSize(
                shape,
                isOne ? 1 : scaled(partitions, scale),
                isOne ? Math.max(2, scaled(filesPerPartition, scale)) : filesPerPartition,
                rowsPerFile);
    }

    private static int scaled(int number, double scale) {
        return Math.max(1, (int) Math.round(number * scale));
    }
}
