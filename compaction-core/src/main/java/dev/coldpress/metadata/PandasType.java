package dev.coldpress.metadata;

import dev.coldpress.port.parquet.SchemaNode;

/**
 * How pandas describes a column that it reads without a description.
 *
 * @param pandas the logical type
 * @param numpy the type in memory
 */
record PandasType(String pandas, String numpy) {

    static final PandasType OBJECT = new PandasType("object", "object");

    /** The type that values of a column have. */
    static PandasType of(SchemaNode node) {
        String type = node.isLeaf() ? ArrowDefaults.field(node).type() : "";
        return switch (type.indexOf('(') < 0 ? type : type.substring(0, type.indexOf('('))) {
            case "utf8" -> new PandasType("unicode", "object");
            case "binary", "fixed_size_binary" -> new PandasType("bytes", "object");
            case "bool" -> new PandasType("bool", "bool");
            case "int" -> number(type);
            case "float" -> type.contains("double") ? same("float64") : same("float32");
            case "date" -> new PandasType("date", "object");
            case "timestamp" -> new PandasType(type.contains(",") ? "datetimetz" : "datetime", "datetime64[ns]");
            default -> OBJECT;
        };
    }

    private static PandasType number(String type) {
        String bits = type.substring(type.indexOf('(') + 1, type.indexOf(','));
        return same((type.contains("true") ? "int" : "uint") + bits);
    }

    private static PandasType same(String name) {
        return new PandasType(name, name);
    }
}
