package dev.coldpress.app.settings;

import java.util.Arrays;

/**
 * A table of Trino's.
 *
 * @param catalog of the Hive connector
 */
public record TrinoTable(String catalog, String schema, String table) {

    private static final int PARTS = 3;

    /**
     * Reads {@code catalog.schema.table}.
     *
     * @throws IllegalArgumentException if it is none; the message is the rule
     */
    public static TrinoTable parse(String text) {
        String[] parts = text.split("\\.", -1);
        boolean isWhole = parts.length == PARTS && Arrays.stream(parts).noneMatch(String::isBlank);
        if (!isWhole || text.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "a table is named by its catalog, schema and table, as in hive.web.events");
        }
        return new TrinoTable(parts[0], parts[1], parts[2]);
    }

    /** As an identifier of SQL. */
    public String catalogName() {
        return '"' + catalog.replace("\"", "\"\"") + '"';
    }

    /** As a text of SQL. */
    public String schemaText() {
        return quoted(schema);
    }

    /** As a text of SQL. */
    public String tableText() {
        return quoted(table);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
