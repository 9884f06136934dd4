package dev.coldpress.parquet.internal.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LittleEndianTest {

    @Property(tries = 200)
    void numbersAreThoseOfAByteBuffer(@ForAll long number, @ForAll @IntRange(max = 16) int at) {
        byte[] array = new byte[24];
        ByteBuffer buffer = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);

        LittleEndian.putLong(array, at, number);
        buffer.putLong(at, number);
        assertThat(array).isEqualTo(buffer.array());
        assertThat(LittleEndian.longAt(array, at)).isEqualTo(number);
        assertThat(LittleEndian.intAt(array, at)).isEqualTo((int) number);

        LittleEndian.putInt(array, at + 1, (int) ~number);
        buffer.putInt(at + 1, (int) ~number);
        assertThat(array).isEqualTo(buffer.array());
    }

    @Property(tries = 50)
    void nothingBeyondTheArrayIsTouched(@ForAll @IntRange(min = -9, max = -1) int before) {
        byte[] array = new byte[9];

        assertThatThrownBy(() -> LittleEndian.longAt(array, before)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LittleEndian.intAt(array, array.length - 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LittleEndian.putLong(array, 2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LittleEndian.putInt(array, before, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
