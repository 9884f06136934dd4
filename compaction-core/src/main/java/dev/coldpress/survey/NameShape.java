package dev.coldpress.survey;

import java.util.Set;

/**
 * What names of directories have in common that may stand for the same thing: their key, and the form of their date.
 */
final class NameShape {

    /** As many digits as a year, a month, a day or an hour of a year have together. */
    private static final Set<Integer> LENGTHS_OF_DATES = Set.of(4, 6, 8, 10);

    private NameShape() {}

    /** Equal for names that are read alike. */
    static String of(String name) {
        DirectoryName parts = DirectoryName.of(name);
        return parts.keyText() + ofValue(parts);
    }

    private static String ofValue(DirectoryName name) {
        String value = name.value();
        if (name.isNumber()) {
            return LENGTHS_OF_DATES.contains(value.length()) ? "#" + value.length() : "#";
        }
        return DateText.find(value)
                .map(date -> (date.before().isEmpty() ? "" : "*")
                        + date.template()
                        + (date.after().isEmpty() ? "" : "*"))
                .orElseGet(() -> TimeReading.shape(value));
    }
}
