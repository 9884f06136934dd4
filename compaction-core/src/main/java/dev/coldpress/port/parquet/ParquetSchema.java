package dev.coldpress.port.parquet;

import java.util.List;

/** The fields of a file, in order. The root's own name means nothing (each writer has another) and is left out. */
public record ParquetSchema(List<SchemaNode> fields) {

    public ParquetSchema {
        fields = List.copyOf(fields);
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof ParquetSchema that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }
}
