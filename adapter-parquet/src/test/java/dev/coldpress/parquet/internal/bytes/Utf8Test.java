package dev.coldpress.parquet.internal.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    /** The JDK's decoder is as strict as the format. */
    private static boolean isValidForTheJdk(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void assertAsTheJdk(byte[] bytes) {
        byte[] within = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, within, 3, bytes.length);
        assertThat(Utf8.isValid(within, 3, 3 + bytes.length))
                .as(() -> java.util.HexFormat.of().formatHex(bytes))
                .isEqualTo(isValidForTheJdk(bytes));
    }

    @Test
    void agreesWithTheJdkOnAllBeginnings() {
        for (int first = 0; first < 1 << 16; first++) {
            for (int rest : new int[] {0x8080, 0xBFBF, 0x8000, 0xC280, 0x80FF}) {
                byte[] bytes = {(byte) (first >> 8), (byte) first, (byte) (rest >> 8), (byte) rest};
                for (int length = 0; length <= bytes.length; length++) {
                    assertAsTheJdk(java.util.Arrays.copyOf(bytes, length));
                }
            }
        }
    }

    @Test
    void agreesWithTheJdkOnTextThatIsDamaged() {
        Random random = new Random(7);
        byte[] text = "plain text, größer, 漢字, and 😀 at the end".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = java.util.Arrays.copyOf(text, 1 + random.nextInt(text.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            assertAsTheJdk(damaged);
        }
    }

    private static PageBytes plain(List<byte[]> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] value : values) {
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value.length)
                    .array());
            out.writeBytes(value);
        }
        return new PageBytes(out.toByteArray(), 0, out.size());
    }

    @Test
    void eachValueOfAPageIsTextForItself() {
        byte[] whole = "ä".getBytes(StandardCharsets.UTF_8);
        byte[] firstHalf = {whole[0]};
        byte[] secondHalf = {whole[1]};
        byte[] longText = "x".repeat(300).getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.areValid(plain(List.of(whole, new byte[0], longText)), 3))
                .isTrue();
        assertThat(Utf8.areValid(plain(List.of(firstHalf, secondHalf)), 2)).isFalse();
        assertThat(Utf8.areValid(plain(List.of(longText, secondHalf)), 2)).isFalse();
        assertThat(Utf8.areValid(PageBytes.empty(), 0)).isTrue();
    }
}
