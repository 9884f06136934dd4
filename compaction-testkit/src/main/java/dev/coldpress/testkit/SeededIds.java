package dev.coldpress.testkit;

import dev.coldpress.port.IdSource;
import java.util.SplittableRandom;
import java.util.UUID;

/** Ids that look random and come in the same order for the same seed. Different seeds give different ids. */
public final class SeededIds implements IdSource {

    private static final long VERSION_4 = 0x4000L;
    private static final long IETF_VARIANT = 0x8000_0000_0000_0000L;

    private final SplittableRandom random;

    public SeededIds(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public synchronized UUID next() {
        long high = (random.nextLong() & ~0xF000L) | VERSION_4;
        long low = (random.nextLong() & ~0xC000_0000_0000_0000L) | IETF_VARIANT;
        return new UUID(high, low);
    }
}
