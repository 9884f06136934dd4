package dev.coldpress.app.serve;

import dev.coldpress.app.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client has to know. It is never printed. */
public final class AccessToken {

    /** Below that somebody can try all of them. */
    private static final int MIN_LENGTH = 16;

    private final byte[] text;

    private AccessToken(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What stands in a file: one line. The token is no setting of its own, since command lines and environments can be
     * read by others.
     *
     * @throws SettingsException if it cannot be read, or holds no token
     */
    public static AccessToken read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw new SettingsException(List.of("listen-token-file: " + file + " cannot be read (" + e
                    + "). Give a file that holds a token. Nothing was done."));
        }
        if (text.length() < MIN_LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new SettingsException(List.of("listen-token-file: " + file + " must hold one line of " + MIN_LENGTH
                    + " or more ASCII letters, digits and signs, without spaces. Make one with 'openssl rand -hex 32'."
                    + " Nothing was done."));
        }
        return new AccessToken(text);
    }

    /**
     * Whether the header holds it: {@code Bearer token}, or {@code Basic} with any user and the token as the password.
     */
    boolean isIn(@Nullable String authorization) {
        String[] parts =
                authorization == null ? new String[0] : authorization.strip().split(" +", 2);
        if (parts.length != 2) {
            return false;
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> isEqual(parts[1]);
            case "basic" -> isEqual(password(parts[1]));
            default -> false;
        };
    }

    private static String password(String encoded) {
        try {
            String userAndPassword = new String(Base64.getDecoder().decode(encoded), StandardCharsets.ISO_8859_1);
            return userAndPassword.substring(userAndPassword.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Takes as long for a wrong one that begins as it should as for any other. */
    private boolean isEqual(String offered) {
        return MessageDigest.isEqual(text, offered.getBytes(StandardCharsets.ISO_8859_1));
    }
}
