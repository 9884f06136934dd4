package dev.coldpress.app.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
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

    private static final Pattern ISO_DURATION = Pattern.compile("(?<= )PT[0-9HMS.-]+(?=[ ,;]|$)");
    private static final Pattern LARGE_NUMBER = Pattern.compile("(?<= )[1-9]\\d{6,17}(?=[ ,;]|$)");
    private static final int BYTES_OF_A_MEGABYTE = 1 << 20;

    private LibraryWords() {}

    /** A rule about settings, in which durations and sizes too are written as they are set: 1h, 128MB. */
    static String ofSettings(String rule) {
        String durations = ISO_DURATION
                .matcher(translated(rule))
                .replaceAll(found -> Matcher.quoteReplacement(duration(found.group())));
        return LARGE_NUMBER.matcher(durations).replaceAll(found -> size(Long.parseLong(found.group())));
    }

    private static String duration(String iso) {
        Duration duration;
        try {
            duration = Duration.parse(iso);
        } catch (DateTimeParseException e) {
            // A part of a glob that looks like one.
            return iso;
        }
        long seconds = duration.toSeconds();
        if (duration.toNanosPart() != 0) {
            return iso;
        }
        if (seconds % 86_400 == 0 && seconds != 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0 && seconds != 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 && seconds != 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static String size(long bytes) {
        return bytes % BYTES_OF_A_MEGABYTE == 0 ? bytes / BYTES_OF_A_MEGABYTE + "MB" : String.valueOf(bytes);
    }

    /** Whether a message names a setting. */
    static boolean names(String message, String key) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(key) + "(?![\\w-])")
                .matcher(message)
                .find();
    }

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
