package dev.coldpress.survey;

import dev.coldpress.partition.LakeLayout;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names the keys of a template, each once. Used for one template. */
final class LevelNames {

    /** What Kafka Connect calls the directory above its topics, and what others call theirs. */
    private static final Map<String, String> BELOW =
            Map.of("topics", "topic", "tables", "table", "tenants", "tenant", "databases", "database");

    private static final String NO_NAME = "name";
    private static final Pattern FIELD = Pattern.compile("\\{([^}]*)}");

    private final Set<String> taken = new HashSet<>();

    /** Whether a directory is called so because others of any names stand beside each other below it. */
    static boolean hasManyBelow(String parent) {
        return BELOW.containsKey(parent);
    }

    /** Leaves the names alone that a level has already. */
    void take(String level) {
        FIELD.matcher(level).results().forEach(field -> taken.add(field.group(1)));
    }

    /** For a level that is called as a key of Hive's. */
    String ofKey(String key) {
        return isKey(key) ? free(key) : free(isKey(key + "_" + NO_NAME) ? key + "_" + NO_NAME : NO_NAME);
    }

    /** For a level of bare numbers. */
    String ofNumbers(boolean isBelowAnHour) {
        return free(isBelowAnHour ? "minute" : "number");
    }

    /** For a level of any names below a directory of that name. */
    String below(String parent) {
        return free(BELOW.getOrDefault(parent, NO_NAME));
    }

    /** Some names are no keys, and some that look like times are refused. */
    private static boolean isKey(String name) {
        try {
            LakeLayout.parse("{yyyy}/{" + name + "}/");
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String free(String name) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + i;
        }
        return "{" + free + "}";
    }
}
