package dev.coldpress.parquet.internal.repage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.internal.page.PageEntries;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values have one id each, whatever their lengths are and wherever they differ. */
class ValueTableTest {

    private final ValueTable table = new ValueTable();
    private final Map<ByteBuffer, Integer> expected = new HashMap<>();
    private final Random random = new Random(7);

    @Test
    void valuesWithALengthEach() {
        table.reset(PageEntries.VARIABLE);
        for (int i = 0; i < 50_000; i++) {
            byte[] content = fewDifferences(random.nextInt(40));
            ByteBuffer value =
                    ByteBuffer.allocate(Integer.BYTES + content.length).order(ByteOrder.LITTLE_ENDIAN);
            value.putInt(content.length).put(content);
            requireId(value.array());
        }
        requireEachIsThere();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 23, 24, 25, 31, 32, 33})
    void valuesOfOneWidth(int width) {
        table.reset(width);
        for (int i = 0; i < 5_000; i++) {
            requireId(fewDifferences(width));
        }
        requireEachIsThere();
    }

    /**
     * Mostly zeros, so that values are the same or differ in one or two places, among them none and the highest bit.
     */
    private byte[] fewDifferences(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < 2 && length > 0; i++) {
            content[random.nextInt(length)] = (byte) (random.nextInt(3) * 100);
        }
        return content;
    }

    private void requireId(byte[] value) {
        int known = expected.size();
        int id = expected.computeIfAbsent(ByteBuffer.wrap(value), any -> known);
        // In the middle of other bytes, which must make no difference.
        byte[] within = new byte[value.length + 24];
        random.nextBytes(within);
        System.arraycopy(value, 0, within, 11, value.length);
        assertThat(table.idOf(within, 11, 11 + value.length)).isEqualTo(id);
    }

    private void requireEachIsThere() {
        assertThat(table.size()).isEqualTo(expected.size()).isGreaterThan(2);
        expected.forEach((value, id) -> {
            int from = table.from(id);
            assertThat(ByteBuffer.wrap(table.array(), from, table.end(id) - from))
                    .isEqualTo(value);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {PageEntries.VARIABLE, 1, 4, 8, 12, 16, 17})
    void valuesBehindEachOtherAreLookedUpLikeEachAlone(int width) {
        ByteBuffer values = ByteBuffer.allocate(200_000).order(ByteOrder.LITTLE_ENDIAN);
        values.putInt(0xCAFE);
        int[] expectedIds = new int[1_000];
        for (int i = 0; i < expectedIds.length; i++) {
            byte[] content = fewDifferences(width == PageEntries.VARIABLE ? random.nextInt(40) : width);
            int from = values.position();
            if (width == PageEntries.VARIABLE) {
                values.putInt(content.length);
            }
            values.put(content);
            ByteBuffer value = ByteBuffer.wrap(Arrays.copyOfRange(values.array(), from, values.position()));
            int known = expected.size();
            expectedIds[i] = expected.computeIfAbsent(value, any -> known);
        }

        table.reset(width);
        int[] ids = new int[3 + expectedIds.length];
        table.idsOf(values.array(), Integer.BYTES, expectedIds.length, ids, 3);

        assertThat(Arrays.copyOfRange(ids, 3, ids.length)).isEqualTo(expectedIds);
        requireEachIsThere();
    }

    @Test
    void whatIsForgottenIsNewAgain() {
        table.reset(PageEntries.VARIABLE);
        byte[] first = {2, 0, 0, 0, 'a', 'b'};
        byte[] second = {2, 0, 0, 0, 'a', 'c'};
        byte[] third = {3, 0, 0, 0, 'a', 'b', 'c'};
        assertThat(table.idOf(first, 0, 6)).isZero();
        assertThat(table.idOf(second, 0, 6)).isEqualTo(1);
        table.truncate(1);
        assertThat(table.idOf(third, 0, 7)).isEqualTo(1);
        assertThat(table.idOf(second, 0, 6)).isEqualTo(2);
        assertThat(table.idOf(first, 0, 6)).isZero();
    }
}
