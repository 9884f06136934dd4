package dev.coldpress.simulator.step;

/** 64-bit hashes of what makes up a state; two states with equal hashes are taken for one. */
public final class Fingerprint {

    public static final long START = 0x9E3779B97F4A7C15L;

    private Fingerprint() {}

    public static long add(long hash, long value) {
        return mix(hash ^ mix(value + START)) + 0x632BE59BD9B4E019L;
    }

    /** FNV-1a over the characters, so that the 32 bits of {@link String#hashCode} do not bound it. */
    public static long add(long hash, String text) {
        long h = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001B3L;
        }
        return add(hash, h);
    }

    /** The finaliser of SplitMix64. */
    public static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
