package dev.coldpress.port;

/** The rule that opaque tokens of a store share. */
final class Tokens {

    private Tokens() {}

    static void requirePrintable(String token, int maxLength, String what) {
        if (token.isEmpty() || token.length() > maxLength || token.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("An " + what + " has 1 to " + maxLength
                    + " printable ASCII characters and no white space: '" + token + "'");
        }
    }
}
