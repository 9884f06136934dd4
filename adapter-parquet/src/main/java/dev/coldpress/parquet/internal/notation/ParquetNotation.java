package dev.coldpress.parquet.internal.notation;

import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.MetadataNotation;
import java.util.Optional;

/** The notation of values in Parquet footers: Arrow's schemas and JSON. */
public final class ParquetNotation implements MetadataNotation {

    @Override
    public Optional<ArrowSchema> readArrowSchema(String value) {
        return ArrowSchemaReader.read(value);
    }

    @Override
    public String writeArrowSchema(ArrowSchema schema) {
        return new ArrowSchemaWriter().write(schema);
    }

    @Override
    public Optional<JsonValue> readJson(String value) {
        return JsonText.read(value);
    }

    @Override
    public String writeJson(JsonValue value) {
        return JsonText.write(value);
    }
}
