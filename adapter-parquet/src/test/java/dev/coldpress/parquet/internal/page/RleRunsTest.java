package dev.coldpress.parquet.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.internal.bytes.ContentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.junit.jupiter.api.Test;

class RleRunsTest {

    private static final long MOST_BYTES = 1 << 20;

    @Property
    void countsWhatParquetJavaEncoded(@ForAll @Size(max = 300) List<@IntRange(max = 5) Integer> values)
            throws IOException {
        byte[] bytes = encode(values, 3);

        int fives = new RleRuns(bytes, 0, bytes.length, 3, MOST_BYTES).count(values.size(), 5);

        assertThat(fives)
                .isEqualTo((int) values.stream().filter(value -> value == 5).count());
    }

    @Property
    void countsRuns(@ForAll @IntRange(min = 1, max = 2000) int ones, @ForAll @IntRange(max = 2000) int zeros)
            throws IOException {
        List<Integer> values = new ArrayList<>(Collections.nCopies(ones, 1));
        values.addAll(Collections.nCopies(zeros, 0));
        byte[] bytes = encode(values, 1);

        assertThat(new RleRuns(bytes, 0, bytes.length, 1, MOST_BYTES).count(values.size(), 1))
                .isEqualTo(ones);
    }

    private static byte[] encode(List<Integer> values, int width) throws IOException {
        try (RunLengthBitPackingHybridEncoder encoder =
                new RunLengthBitPackingHybridEncoder(width, 64, 1 << 16, HeapByteBufferAllocator.getInstance())) {
            for (int value : values) {
                encoder.writeInt(value);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            encoder.toBytes().writeAllTo(bytes);
            return bytes.toByteArray();
        }
    }

    @Test
    void refusesValuesThatEndTooEarly() throws IOException {
        byte[] bytes = encode(List.of(1, 0, 1), 1);

        assertThatThrownBy(() -> new RleRuns(bytes, 0, bytes.length, 1, MOST_BYTES).count(100, 1))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("end too early");
    }

    @Test
    void refusesARunThatNoPageAccountsFor() {
        byte[] hugePackedRun = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 0};

        assertThatThrownBy(() -> new RleRuns(hugePackedRun, 0, hugePackedRun.length, 1, MOST_BYTES).count(100, 1))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("where 100 are left");
    }

    /** Decoders would take the bits that are too many for those of the values beside it. */
    @Test
    void refusesARunOfAValueThatIsWiderThanItsBits() {
        assertThatThrownBy(() -> new RleRuns(new byte[] {16, 2}, 0, 2, 1, MOST_BYTES).count(8, -1))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("a run of 2 in values of 1 bits");
    }

    @Test
    void refusesAnEmptyRun() {
        assertThatThrownBy(() -> new RleRuns(new byte[] {0, 1}, 0, 2, 1, MOST_BYTES).count(1, 1))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("a run of 0 values");
    }
}
