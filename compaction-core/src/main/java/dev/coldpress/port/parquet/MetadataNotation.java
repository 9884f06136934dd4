package dev.coldpress.port.parquet;

import java.util.Optional;

/**
 * Reads and writes the values of key-value metadata that are more than a text, so that files can be merged by what they
 * say. For several threads. Values are never trusted: what cannot be read as a whole, or could not be written again
 * with the same meaning, is not read at all.
 */
public interface MetadataNotation {

    /**
     * Reads a value of {@link ArrowSchema#KEY}: an IPC message with a schema, in Base64.
     *
     * @return empty if it is something else, or has types that {@link ArrowField#type} does not name
     */
    Optional<ArrowSchema> readArrowSchema(String value);

    /** Writes what {@link #readArrowSchema} reads. The same schema gives the same text. */
    String writeArrowSchema(ArrowSchema schema);

    /** Reads a value in JSON; empty if it is something else, or names a member of an object twice. */
    Optional<JsonValue> readJson(String value);

    /** Writes what {@link #readJson} reads. The same value, members in the same order, gives the same text. */
    String writeJson(JsonValue value);
}
