package dev.coldpress.merge;

import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.MetadataNotation;
import java.util.Optional;

/** A notation for tests of everything else: no value is in a form that it knows. */
final class NothingRead implements MetadataNotation {

    @Override
    public Optional<ArrowSchema> readArrowSchema(String value) {
        return Optional.empty();
    }

    @Override
    public String writeArrowSchema(ArrowSchema schema) {
        throw new IllegalArgumentException("Nothing was read");
    }

    @Override
    public Optional<JsonValue> readJson(String value) {
        return Optional.empty();
    }

    @Override
    public String writeJson(JsonValue value) {
        throw new IllegalArgumentException("Nothing was read");
    }
}
