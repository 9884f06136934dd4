package dev.coldpress.testkit.contract;

import java.util.SplittableRandom;

/** Content that no store can confuse. */
final class Bytes {

    private Bytes() {}

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
