package dev.coldpress.survey;

/**
 * The name of a directory, as Hive would read it.
 *
 * @param key what stands before the first {@code =}; empty if there is none
 * @param value what stands behind it, or the whole name
 */
record DirectoryName(String key, String value) {

    static DirectoryName of(String name) {
        int sign = name.indexOf('=');
        return sign < 1
                ? new DirectoryName("", name)
                : new DirectoryName(name.substring(0, sign), name.substring(sign + 1));
    }

    boolean hasKey() {
        return !key.isEmpty();
    }

    /** The key with its sign, as a layout has it; empty if there is none. */
    String keyText() {
        return hasKey() ? key + "=" : "";
    }

    boolean isNumber() {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
