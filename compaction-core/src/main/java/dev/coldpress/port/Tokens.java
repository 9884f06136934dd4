package dev.coldpress.port;

/** The rule that opaque tokens of a store share. */
final class Tokens {

    private Tokens() {}

    static void requirePrintable(String token, int maxLength, String what) {
        if (token.isEmpty() || token.length() > maxLength || !isPrintable(token)) {
            throw new IllegalArgumentException("An " + what + " has 1 to " + maxLength
                    + " printable ASCII characters and no white space: '" + token + "'");
        }
    }

    private static boolean isPrintable(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
