package dev.coldpress.app.settings;

import java.util.Arrays;

/** A table of a Hive metastore or of AWS Glue. */
public record CatalogTableName(String database, String table) {

    private static final int PARTS = 2;

    /**
     * Reads {@code database.table}.
     *
     * @throws IllegalArgumentException if it is none; the message is the rule
     */
    public static CatalogTableName parse(String text) {
        String[] parts = text.split("\\.", -1);
        boolean isWhole = parts.length == PARTS && Arrays.stream(parts).noneMatch(String::isBlank);
        if (!isWhole || text.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a table is named by its database and its own name, as in web.events");
        }
        return new CatalogTableName(parts[0], parts[1]);
    }
}
