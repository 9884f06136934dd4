package dev.coldpress.parquet.spec;

import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Converters that do nothing, in the shape of a schema: parquet-java's column readers want them. */
final class SchemaConverters extends GroupConverter {

    private final List<Converter> children;

    private SchemaConverters(GroupType group) {
        children = group.getFields().stream().map(SchemaConverters::child).toList();
    }

    static GroupConverter of(GroupType schema) {
        return new SchemaConverters(schema);
    }

    private static Converter child(Type type) {
        return type.isPrimitive() ? new PrimitiveConverter() {} : new SchemaConverters(type.asGroupType());
    }

    @Override
    public Converter getConverter(int fieldIndex) {
        return children.get(fieldIndex);
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
}
