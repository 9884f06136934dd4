package dev.coldpress.localfs;

/** The order of keys. */
final class KeyOrder {

    private KeyOrder() {}

    /**
     * Compares as the unsigned bytes of UTF-8 compare, which is the order of code points: that of UTF-16 units, except
     * that surrogates, which stand for code points above all others, come last.
     */
    static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean sameKind = Character.isSurrogate(x) == Character.isSurrogate(y);
                return sameKind ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
