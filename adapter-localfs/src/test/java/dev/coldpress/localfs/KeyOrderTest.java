package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

    /** The last and first code points of each length in UTF-8 and UTF-16, and a slash with its neighbours. */
    private static final int[] CODE_POINTS = {
        0x20, '.', '/', '0', 'a', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600, 0x10ffff
    };

    @Test
    void theOrderIsThatOfTheUtf8Bytes() {
        SplittableRandom random = new SplittableRandom(20240229);
        for (int i = 0; i < 100_000; i++) {
            String a = randomString(random);
            String b = randomString(random);
            int expected =
                    Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(KeyOrder.compare(a, b)))
                    .as("'%s' and '%s'", a, b)
                    .isEqualTo(Integer.signum(expected));
        }
    }

    private static String randomString(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }
}
