package dev.coldpress.app.settings;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the library says of settings, said with the names that the command has for them. */
public final class LibraryWords {

    private static final Pattern CAMEL_CASE = Pattern.compile("\\b[a-z]+(?:[A-Z][a-z]*)+\\b");

    /** All others are the library's in kebab case. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "coldBy", Settings.COLD.key(),
            "targetFileSizeBytes", Settings.TARGET_SIZE.key(),
            "maxFileSizeBytes", Settings.MAX_SIZE.key(),
            "compression", Settings.CODEC.key(),
            "compressionLevel", Settings.CODEC.key(),
            "singleCompactorDrain", Settings.SINGLE_COMPACTOR.key());

    private LibraryWords() {}

    /** A message in which each setting has the name of its flag. */
    public static String translated(String message) {
        return CAMEL_CASE.matcher(message).replaceAll(found -> Matcher.quoteReplacement(key(found.group())));
    }

    /** The command's name of a setting of the library; the given name if it has none. */
    static String key(String name) {
        String kebab =
                OTHER_NAMES.getOrDefault(name, name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        return Settings.ALL.stream().anyMatch(setting -> setting.key().equals(kebab)) ? kebab : name;
    }
}
