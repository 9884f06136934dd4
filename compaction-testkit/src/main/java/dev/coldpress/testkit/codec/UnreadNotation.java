package dev.coldpress.testkit.codec;

import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.MetadataNotation;
import java.util.Optional;

/** Reads no value of any key, so that files are merged only where all values are the same. */
public final class UnreadNotation implements MetadataNotation {

    @Override
    public Optional<ArrowSchema> readArrowSchema(String value) {
        return Optional.empty();
    }

    @Override
    public String writeArrowSchema(ArrowSchema schema) {
        throw new IllegalArgumentException("No Arrow schema was read here: " + schema);
    }

    @Override
    public Optional<JsonValue> readJson(String value) {
        return Optional.empty();
    }

    @Override
    public String writeJson(JsonValue value) {
        throw new IllegalArgumentException("No JSON was read here: " + value);
    }
}
