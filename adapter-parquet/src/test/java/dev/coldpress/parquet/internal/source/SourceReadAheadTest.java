package dev.coldpress.parquet.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreException.Kind;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceReadAheadTest {

    private static final long SIZE = 64 << 10;

    private final Thread caller = Thread.currentThread();
    private int begun;

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
                begun++;
                assertThat(Thread.currentThread()).isSameAs(caller);
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
        try (SourceReadAhead ahead =
                new SourceReadAhead(sources(20), new FooterReader(), 10 * SIZE, new ArrayList<>(), threads)) {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(ahead::take)
                        .isInstanceOf(ParquetFileException.class)
                        .hasMessageContaining("part-" + i + ".parquet");
            }
        }
        assertThat(begun).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void noMoreIsReadAheadThanThereIsRoomFor(int threads) {
        try (SourceReadAhead ahead =
                new SourceReadAhead(sources(20), new FooterReader(), 3 * SIZE, new ArrayList<>(), threads)) {
            assertThatThrownBy(ahead::take).isInstanceOf(ParquetFileException.class);
        }
        assertThat(begun).isEqualTo(3);
    }

    @Test
    void aFaultOfTheStoreIsThrownAtOnce() {
        StoreException away = new StoreException(Kind.UNAVAILABLE, "away");
        List<SourceFile> sources = List.of(source(0), failing(away), source(2));
        try (SourceReadAhead ahead =
                new SourceReadAhead(sources, new FooterReader(), 10 * SIZE, new ArrayList<>(), 8)) {
            assertThatThrownBy(ahead::take).isSameAs(away);
        }
        assertThat(begun).isEqualTo(1);
    }

    private SourceFile failing(RuntimeException fault) {
        ObjectRef ref = source(1).ref();
        return new SourceFile() {
            @Override
            public ObjectRef ref() {
                return ref;
            }

            @Override
            public void read(long offset, ByteBuffer into) {
                throw fault;
            }
        };
    }
}
