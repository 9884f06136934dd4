package dev.coldpress.metadata;

import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.JsonValue.Members;
import dev.coldpress.port.parquet.MetadataNotation;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what a footer's metadata say of the file against what the footer itself says: a reader that believes them must
 * find each column, and as many rows as there are. What is not in the form in which its writers write it says nothing.
 */
public final class MetadataCheck {

    private final ParquetFooter footer;
    private final MetadataNotation notation;
    private final Set<String> names = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private MetadataCheck(ParquetFooter footer, MetadataNotation notation) {
        this.footer = footer;
        this.notation = notation;
        footer.schema().fields().forEach(field -> names.add(field.name()));
    }

    /**
     * What is not true, for people, one sentence each; empty if nothing is wrong.
     *
     * @param footer of a file that was read, with its
     *     {@linkplain ParquetFooter#orderedDictionaries ordered dictionaries}
     */
    public static List<String> problems(ParquetFooter footer, MetadataNotation notation) {
        MetadataCheck check = new MetadataCheck(footer, notation);
        Optional.ofNullable(footer.keyValueMetadata().get(ArrowSchema.KEY))
                .flatMap(notation::readArrowSchema)
                .ifPresent(check::arrow);
        check.json(PandasMetadata.KEY).ifPresent(check::pandas);
        check.json(GeoMetadata.KEY).ifPresent(check::geo);
        check.json(SparkSchema.KEY).flatMap(SparkSchema::read).ifPresent(check::spark);
        check.json(AvroSchema.KEY).flatMap(AvroSchema::read).ifPresent(check::avro);
        return check.problems;
    }

    private Optional<Members> json(String key) {
        return Optional.ofNullable(footer.keyValueMetadata().get(key))
                .flatMap(notation::readJson)
                .flatMap(value -> value instanceof Members document ? Optional.of(document) : Optional.empty());
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            problems.add(otherwise);
        }
    }

    private void requireColumn(String column, String key) {
        require(names.contains(column), "the key " + key + " speaks of a column " + column + " that is not there");
    }

    private void arrow(ArrowSchema arrow) {
        require(
                ArrowSchemas.fits(footer.schema(), arrow),
                "the key " + ArrowSchema.KEY + " has other columns than the file, or in another order");
        arrow.leaves(footer.schema()).forEach(this::ordered);
    }

    private void ordered(List<String> path, ArrowField field) {
        boolean known = footer.orderedDictionaries().containsKey(path);
        boolean hasRows = footer.rowCount() > 0;
        require(
                !field.isOrdered() || known || !hasRows,
                "column " + String.join(".", path)
                        + " has ordered categories, and its dictionaries do not tell their order");
    }

    private void pandas(Members document) {
        PandasMetadata.columnsOf(document).forEach(column -> requireColumn(column, PandasMetadata.KEY));
        PandasMetadata.rangesOf(document)
                .forEach(range -> require(
                        range.length() == footer.rowCount(),
                        "the key " + PandasMetadata.KEY + " labels " + range.length() + " rows of "
                                + footer.rowCount()));
    }

    private void geo(Members document) {
        GeoMetadata.columnsOf(document).forEach(column -> requireColumn(column, GeoMetadata.KEY));
    }

    private void spark(SparkSchema spark) {
        spark.names().forEach(column -> requireColumn(column, SparkSchema.KEY));
        for (SchemaNode column : footer.schema().fields()) {
            boolean isReadable = SparkTypes.of(column).isPresent();
            require(
                    !isReadable || spark.names().contains(column.name()),
                    "Spark would not find column " + column.name() + ", which the key " + SparkSchema.KEY
                            + " does not have");
        }
    }

    private void avro(AvroSchema avro) {
        Map<String, Boolean> nullable = avro.nullable();
        for (SchemaNode column : footer.schema().fields()) {
            Boolean hasNulls = nullable.get(column.name());
            require(
                    hasNulls != null,
                    "Avro would fail at column " + column.name() + ", which the key " + AvroSchema.KEY
                            + " does not have");
            require(
                    hasNulls == null || hasNulls || column.repetition() != Repetition.OPTIONAL,
                    "Avro would fail at a null in column " + column.name() + ", for which the key " + AvroSchema.KEY
                            + " has none");
        }
    }
}
