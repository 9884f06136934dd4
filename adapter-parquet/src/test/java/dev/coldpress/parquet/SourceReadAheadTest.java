package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceReadAheadTest {

    private static final long SIZE = 1000;

    private final AtomicLong begun = new AtomicLong();

    /** Not Parquet, which shows when it is taken. */
    private SourceFile source(int number) {
        ObjectKey key = ObjectKey.of("part-" + number + ".parquet");
        return new SourceFile() {
            @Override
            public ObjectRef ref() {
                return new ObjectRef(key, new ObjectVersion("1"), SIZE);
            }

            @Override
            public void read(long offset, ByteBuffer into) {
                begun.incrementAndGet();
                assertThat(offset).isZero();
                assertThat(into.remaining()).isEqualTo((int) SIZE);
            }
        };
    }

    private List<SourceFile> sources(int count) {
        return IntStream.range(0, count).mapToObj(this::source).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void whatIsWrongWithASourceIsThrownWhenThatSourceIsTaken(int threads) {
        try (SourceReadAhead ahead = new SourceReadAhead(sources(20), new FooterReader(), 10 * SIZE, threads)) {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(ahead::take)
                        .isInstanceOf(ParquetFileException.class)
                        .hasMessageContaining("part-" + i + ".parquet");
            }
        }
        assertThat(begun).hasValue(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void noMoreIsReadAheadThanThereIsRoomFor(int threads) {
        try (SourceReadAhead ahead = new SourceReadAhead(sources(20), new FooterReader(), 3 * SIZE, threads)) {
            assertThatThrownBy(ahead::take).isInstanceOf(ParquetFileException.class);
        }
        assertThat(begun.get()).isBetween(1L, threads == 1 ? 1L : 3L);
    }

    @Test
    void aSourceThatIsLargerThanTheRoomIsReadNevertheless() {
        try (SourceReadAhead ahead = new SourceReadAhead(sources(2), new FooterReader(), SIZE / 2, 8)) {
            assertThatThrownBy(ahead::take).hasMessageContaining("part-0.parquet");
            assertThatThrownBy(ahead::take).hasMessageContaining("part-1.parquet");
        }
    }
}
