package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.codec.BytesSource;
import dev.coldpress.testkit.codec.BytesUpload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract says of a merge's progress, for files of many columns that several threads encode. */
class ProgressTest {

    private static final int THREADS = 4;

    private final MergeCase merge =
            MergeCase.ofOneSchema(new ParquetJavaCodec(THREADS), 7).withVerifyContent(true);
    private long bytesRead;

    /** Counts what is read of a source, on whatever thread. */
    private final class CountedSource implements SourceFile {

        private final SourceFile source;

        CountedSource(SourceFile source) {
            this.source = source;
        }

        @Override
        public ObjectRef ref() {
            return source.ref();
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            bytesRead += into.remaining();
            source.read(offset, into);
        }
    }

    private void merge(List<SourceFile> sources, Progress progress) {
        try (BytesUpload upload = new BytesUpload(sources)) {
            new ParquetJavaCodec(THREADS).merge(merge.spec(), sources, upload, progress);
        }
    }

    private List<SourceFile> sources() {
        return BytesSource.allOf(merge.files()).stream()
                .<SourceFile>map(CountedSource::new)
                .toList();
    }

    @Test
    void eachReadIsToldOfOnTheCallingThread() {
        Thread caller = Thread.currentThread();
        List<Long> reads = new ArrayList<>();
        merge(sources(), new Progress() {
            private boolean isReading;

            @Override
            public void readStarts() {
                assertThat(Thread.currentThread()).isSameAs(caller);
                assertThat(isReading).isFalse();
                isReading = true;
            }

            @Override
            public void readEnds(long bytes) {
                assertThat(Thread.currentThread()).isSameAs(caller);
                assertThat(isReading).isTrue();
                isReading = false;
                reads.add(bytes);
            }
        });
        assertThat(reads).hasSizeGreaterThanOrEqualTo(merge.files().size());
        assertThat(reads.stream().mapToLong(Long::longValue).sum()).isEqualTo(bytesRead);
    }

    /** A caller that has lost its claim wants to stop. */
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatItThrowsEndsTheMergeAndComesOutAsItIs(int nth) {
        Lost lost = new Lost();
        Progress losing = new Progress() {
            private int reads;

            @Override
            public void readEnds(long bytes) {
                if (++reads == nth) {
                    throw lost;
                }
            }
        };
        List<SourceFile> sources = sources();
        assertThatThrownBy(() -> merge(sources, losing)).isSameAs(lost);
    }
}
