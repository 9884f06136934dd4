package dev.coldpress.metadata;

import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Arrow schemas of files, as far as some of them have one. */
public final class ArrowSchemas {

    private ArrowSchemas() {}

    /** Whether the fields are those of the file, in its order, so that all readers match them alike. */
    public static boolean fits(ParquetSchema schema, ArrowSchema arrow) {
        List<SchemaNode> columns = schema.fields();
        if (columns.size() != arrow.fields().size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            ArrowField field = arrow.fields().get(i);
            boolean isNamed = field.name().equals(columns.get(i).name());
            if (!isNamed || !new ArrowClaim(columns.get(i), field, true).fits()) {
                return false;
            }
        }
        return true;
    }

    /** The same, with the entries of ordered dictionaries as far as they are known. */
    public static ArrowSchema withEntries(ParquetSchema schema, ArrowSchema arrow, Map<List<String>, String> entries) {
        return entries.isEmpty()
                ? arrow
                : arrow.withLeaves(
                        schema,
                        (path, field) -> field.withDictionary(field.dictionary()
                                .map(dictionary -> dictionary.withEntries(entries.getOrDefault(path, "")))));
    }

    /**
     * The Arrow schema of a file with the rows of two others; empty if neither has one. With itself, a file's becomes
     * one that stays true whatever rows of its kind are added.
     *
     * @throws MetadataConflictException if a column cannot be described for both
     */
    static Optional<ArrowSchema> unite(
            ParquetSchema united,
            ParquetSchema first,
            Optional<ArrowSchema> arrowOfFirst,
            ParquetSchema second,
            Optional<ArrowSchema> arrowOfSecond) {
        if (arrowOfFirst.isEmpty() && arrowOfSecond.isEmpty()) {
            return Optional.empty();
        }
        Map<String, ArrowClaim> a = claims(first, arrowOfFirst);
        Map<String, ArrowClaim> b = claims(second, arrowOfSecond);
        List<ArrowField> fields = new ArrayList<>();
        for (SchemaNode column : united.fields()) {
            fields.add(ArrowUnion.unite(
                    column, Optional.ofNullable(a.get(column.name())), Optional.ofNullable(b.get(column.name()))));
        }
        return Optional.of(new ArrowSchema(fields, common(arrowOfFirst, arrowOfSecond)));
    }

    private static Map<String, ArrowClaim> claims(ParquetSchema schema, Optional<ArrowSchema> arrow) {
        Map<String, ArrowClaim> claims = new HashMap<>();
        for (int i = 0; i < schema.fields().size(); i++) {
            SchemaNode column = schema.fields().get(i);
            ArrowClaim claim = arrow.isPresent()
                    ? new ArrowClaim(column, arrow.get().fields().get(i), true)
                    : ArrowClaim.byDefault(column);
            claims.put(column.name(), claim);
        }
        return claims;
    }

    /** What both say. A file without an Arrow schema says nothing. */
    private static Map<String, String> common(Optional<ArrowSchema> first, Optional<ArrowSchema> second) {
        Map<String, String> common =
                new HashMap<>(first.map(ArrowSchema::metadata).orElse(Map.of()));
        common.entrySet()
                .retainAll(second.map(ArrowSchema::metadata).orElse(Map.of()).entrySet());
        return common;
    }
}
