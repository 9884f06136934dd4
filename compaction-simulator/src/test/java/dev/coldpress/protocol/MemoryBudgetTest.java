package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.coldpress.Compactor;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.testkit.codec.ForwardingCodec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What memory, and other things of this one process, mean for a partition. */
class MemoryBudgetTest {

    private static final long LITTLE = 16L << 20;
    private static final long MUCH = 256L << 20;

    private final SmallLake lake = new SmallLake();

    /** A codec that needs much memory for one file, and cannot know it before it merges. */
    private static final class Greedy extends ForwardingCodec {

        private int merges;

        @Override
        public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
            merges++;
            for (SourceFile source : sources) {
                if (source.ref().key().name().equals("greedy.parquet") && spec.memoryBudgetBytes() < MUCH) {
                    throw new ParquetFileException(source.ref().key(), Reason.MEMORY_BUDGET, "a page is too large");
                }
            }
            return super.merge(spec, sources, output, progress);
        }
    }

    private CompactionReport run(ForwardingCodec codec, long memoryBudgetBytes) {
        return Compactor.builder(lake.store, codec)
                .settings(lake.settings().toBuilder()
                        .memoryBudgetBytes(memoryBudgetBytes)
                        .build())
                .clock(lake.clock)
                .ids(lake.ids())
                .pause(duration -> {})
                .build()
                .compactAll();
    }

    @Test
    void aFileThatNeedsMoreMemoryIsMergedByACompactorThatHasIt() {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        ObjectKey greedy = lake.addFile(SmallLake.HOUR, "greedy.parquet", 40);
        Greedy codec = new Greedy();
        PartitionReport little = run(codec, LITTLE).partitions().get(0);
        assertThat(little.filesLeftAlone())
                .extracting(SkippedFile::key, SkippedFile::reason)
                .containsExactly(tuple(greedy, SkipReason.MEMORY_BUDGET));
        assertThat(little.compacted()).as("the others").hasSize(1);
        assertThat(codec.merges).as("tried once, and then without it").isEqualTo(2);
        var atRest = lake.objects();
        run(codec, LITTLE);
        assertThat(codec.merges).as("not tried again with as little").isEqualTo(2);
        assertThat(lake.objects()).isEqualTo(atRest);

        PartitionReport much = run(codec, MUCH).partitions().get(0);
        assertThat(much.filesLeftAlone()).isEmpty();
        assertThat(lake.dataFiles()).hasSize(1);
        LakeAssertions.assertEachRowOnce(lake, "after the run with more memory");
    }

    /** What can go wrong beside exceptions, and says nothing about other partitions. */
    @SuppressWarnings("ImmutableEnumChecker") // nobody changes the errors
    enum Broken {
        MEMORY(new OutOfMemoryError("Java heap space")),
        STACK(new StackOverflowError()),
        NATIVE_LIBRARY(new UnsatisfiedLinkError("/tmp/libzstd-jni.so: failed to map segment")),
        CLASS(new NoClassDefFoundError("Could not initialize class com.github.luben.zstd.Zstd"));

        private final Error error;

        Broken(Error error) {
            this.error = error;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorWhileFootersAreReadIsThatPartitionsFailure(Broken broken) {
        assertContained(broken, new ForwardingCodec() {
            @Override
            public ParquetFooter readFooter(SourceFile file) {
                failInFirst(file, broken.error);
                return super.readFooter(file);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void anErrorWhileFilesAreMergedIsThatPartitionsFailure(Broken broken) {
        assertContained(broken, new ForwardingCodec() {
            @Override
            public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
                failInFirst(sources.get(0), broken.error);
                return super.merge(spec, sources, output, progress);
            }
        });
    }

    private static void failInFirst(SourceFile file, Error error) {
        if (SmallLake.HOUR.contains(file.ref().key())) {
            throw error;
        }
    }

    private void assertContained(Broken broken, ForwardingCodec codec) {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        lake.addFiles(SmallLake.NEXT_HOUR, 3, 3);
        CompactionReport report;
        try {
            report = run(codec, MUCH);
        } catch (OutOfMemoryError e) {
            // As it is, it would end the test run.
            throw new AssertionError("The run ended", e);
        }
        assertThat(report.partitionsFailed()).isEqualTo(1);
        PartitionReport failed = report.partitions().get(0);
        assertThat(failed.partition()).isEqualTo(SmallLake.HOUR);
        assertThat(failed.failure().orElseThrow().cause()).isSameAs(broken.error);
        assertThat(failed.failure().orElseThrow().message())
                .as("no text that is written for programmers")
                .contains(SmallLake.HOUR.path(), ": ")
                .doesNotContain(String.valueOf(broken.error.getMessage()), "java.lang");
        assertThat(report.partitionsCompacted()).as("the other one").isEqualTo(1);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
        lake.compact();
        assertThat(lake.dataFiles()).hasSize(2);
        LakeAssertions.assertEachRowOnce(lake, "after another run");
    }

    @Test
    void otherErrorsEndTheRun() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        Error error = new AssertionError("not even this can be trusted");
        assertThatThrownBy(() -> run(
                        new ForwardingCodec() {
                            @Override
                            public ParquetFooter readFooter(SourceFile file) {
                                throw error;
                            }
                        },
                        MUCH))
                .isSameAs(error);
    }
}
