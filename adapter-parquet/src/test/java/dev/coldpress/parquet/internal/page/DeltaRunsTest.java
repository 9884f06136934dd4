package dev.coldpress.parquet.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.internal.bytes.ContentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.junit.jupiter.api.Test;

class DeltaRunsTest {

    private static final long MOST_BYTES = 1 << 20;

    @Property
    void endsWhereTheStreamOfParquetJavaEnds(@ForAll @Size(max = 400) List<Long> values) throws IOException {
        byte[] stream = encode(values);
        byte[] withMore = Arrays.copyOf(stream, stream.length + 10);

        assertThat(DeltaRuns.check(withMore, 0, withMore.length, values.size(), MOST_BYTES))
                .isEqualTo(stream.length);
    }

    @Test
    void refusesAStreamThatEndsTooEarly() throws IOException {
        byte[] stream = encode(List.of(1L, 500L, -3L));

        assertThatThrownBy(() -> DeltaRuns.check(stream, 0, stream.length - 1, 3, MOST_BYTES))
                .isInstanceOf(ContentException.class);
    }

    @Test
    void refusesMoreValuesThanThePageHas() throws IOException {
        byte[] stream = encode(List.of(1L, 2L, 3L));

        assertThatThrownBy(() -> DeltaRuns.check(stream, 0, stream.length, 2, MOST_BYTES))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("at most 2");
    }

    private static byte[] encode(List<Long> values) throws IOException {
        try (DeltaBinaryPackingValuesWriterForLong writer =
                new DeltaBinaryPackingValuesWriterForLong(64, 1 << 16, HeapByteBufferAllocator.getInstance())) {
            values.forEach(writer::writeLong);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            writer.getBytes().writeAllTo(bytes);
            return bytes.toByteArray();
        }
    }
}
