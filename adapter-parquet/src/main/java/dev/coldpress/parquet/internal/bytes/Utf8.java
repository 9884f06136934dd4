package dev.coldpress.parquet.internal.bytes;

/**
 * Whether bytes are UTF-8 as RFC 3629 has it: the shortest form of each character, no surrogates, nothing above
 * U+10FFFF. That is what the readers in Rust and C++ demand of text, and one value that is not keeps them from the
 * whole file.
 */
public final class Utf8 {

    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    public static boolean isValid(byte[] array, int from, int end) {
        int at = from;
        while (at < end) {
            at = endOfAscii(array, at, end);
            if (at < end) {
                int length = lengthAt(array, at, end);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    /**
     * Whether each of this number of BYTE_ARRAY values in the PLAIN encoding is text. All of them lie within their
     * page.
     */
    public static boolean areValid(PageBytes plain, int count) {
        byte[] array = plain.array();
        // Lengths below 128 look like ASCII as well, so that most pages are done with this.
        if (endOfAscii(array, plain.from(), plain.end()) == plain.end()) {
            return true;
        }
        int at = plain.from();
        for (int i = 0; i < count; i++) {
            int end = at + PlainValues.size(array, at, plain.end());
            if (!isValid(array, at + Integer.BYTES, end)) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private static int endOfAscii(byte[] array, int from, int end) {
        int at = from;
        while (at <= end - Long.BYTES && (LittleEndian.longAt(array, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < end && array[at] >= 0) {
            at++;
        }
        return at;
    }

    /** How many bytes the character takes that begins here and is not ASCII; 0 if there is none. */
    private static int lengthAt(byte[] array, int at, int end) {
        int first = array[at] & 0xFF;
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (first < 0xC2 || first > 0xF4 || at + length > end) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((array[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = array[at + 1] & 0xFF;
        boolean overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
        boolean surrogate = first == 0xED && second > 0x9F;
        boolean tooHigh = first == 0xF4 && second > 0x8F;
        return overlong || surrogate || tooHigh ? 0 : length;
    }
}
