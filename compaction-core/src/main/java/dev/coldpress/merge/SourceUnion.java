package dev.coldpress.merge;

import dev.coldpress.metadata.FileDescription;
import dev.coldpress.metadata.MetadataConflictException;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.parquet.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one file says that had the rows of one source or several.
 *
 * @param kinds sources that were united with others, one of each kind. Another one of a kind adds nothing but its rows
 */
record SourceUnion(ValueSemantics semantics, FileDescription description, List<SourceSummary> kinds) {

    /** What came of it. */
    sealed interface Result {}

    /** One file may have the rows of both. */
    record United(SourceUnion union) implements Result {}

    /** It may not. */
    record Conflict(Skip skip) implements Result {}

    /** Of one source. */
    static SourceUnion of(SourceSummary source, MetadataReader reader) {
        FileDescription description = reader.read(source);
        return new SourceUnion(ValueSemantics.of(source, description), description, List.of());
    }

    /**
     * The rows of this, and behind them those of another source.
     *
     * @param reader which reads the source, unless one of its kind is known
     */
    Result add(SourceSummary source, MetadataReader reader, Widening widening) {
        boolean hasKind = kinds.stream().anyMatch(known -> known.isOfKind(source));
        // Labels of rows depend on their number.
        if (hasKind && description.pandas().isEmpty()) {
            return new United(new SourceUnion(semantics, description.withMoreRows(source.rowCount()), kinds));
        }
        Result result = unite(of(source, reader), widening);
        if (result instanceof United both) {
            List<SourceSummary> more = new ArrayList<>(kinds);
            more.add(source);
            return new United(new SourceUnion(both.union().semantics, both.union().description, more));
        }
        return result;
    }

    private Result unite(SourceUnion other, Widening widening) {
        try {
            ValueSemantics both = semantics.unite(other.semantics);
            SchemaUnion.Result schema = SchemaUnion.unite(description.schema(), other.description.schema(), widening);
            if (schema instanceof SchemaUnion.Result.United united) {
                return new United(new SourceUnion(both, description.unite(other.description, united.schema()), kinds));
            }
            String difference = ((SchemaUnion.Result.Conflict) schema).difference();
            return new Conflict(new Skip(SkipReason.SCHEMA_CONFLICT, difference));
        } catch (MetadataConflictException e) {
            return new Conflict(new Skip(SkipReason.METADATA_CONFLICT, e.difference()));
        }
    }

    /** The values of {@link MetadataReader#KEYS} that are true of all rows. */
    Map<String, String> write(MetadataReader reader) {
        Map<String, String> pairs = new TreeMap<>(semantics.unread());
        pairs.putAll(reader.write(description));
        return pairs;
    }
}
