package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.CodecsUnderTest;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.codec.BytesSource;
import dev.coldpress.testkit.codec.BytesUpload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a merge works with more threads than the one that calls it. */
class ThreadsTest {

    private final MergeCase merge = MergeCase.ofOneSchema(CodecsUnderTest.withTwoThreadsAbove(0), 7);
    private final long bytes =
            merge.files().stream().mapToLong(file -> file.length).sum();
    private int mostThreads;

    /** Threads that a merge starts belong to the group of the thread that calls it. */
    private int threadsOfMerge(ParquetCodec codec) throws InterruptedException {
        ThreadGroup group = new ThreadGroup("merge");
        Progress counting = new Progress() {
            @Override
            public void readEnds(long read) {
                mostThreads = Math.max(mostThreads, group.activeCount());
            }
        };
        Thread caller = new Thread(group, () -> merge(codec, counting));
        caller.start();
        caller.join();
        return mostThreads;
    }

    private void merge(ParquetCodec codec, Progress progress) {
        List<SourceFile> sources = BytesSource.allOf(merge.files());
        try (BytesUpload upload = new BytesUpload(sources)) {
            codec.merge(merge.spec(), sources, upload, progress);
        }
    }

    @Test
    void aSmallMergeStartsNone() throws InterruptedException {
        assertThat(threadsOfMerge(CodecsUnderTest.withTwoThreadsAbove(bytes))).isEqualTo(1);
    }

    @Test
    void aLargerOneStartsSome() throws InterruptedException {
        assertThat(threadsOfMerge(CodecsUnderTest.withTwoThreadsAbove(bytes - 1)))
                .isGreaterThan(1);
    }
}
