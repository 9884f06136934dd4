package dev.coldpress.merge;

import dev.coldpress.metadata.ArrowDefaults;
import dev.coldpress.metadata.FileDescription;
import dev.coldpress.metadata.MetadataConflictException;
import dev.coldpress.metadata.PandasMetadata;
import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file's metadata that changes what its values mean to a reader and of which only one can be true in a
 * file: Spark's calendar and its legacy marks ({@code DataSourceUtils}), Hive's {@code writer.*}, the writer's name
 * where there are INT96 timestamps, of which a file without any has nothing to say. A value of
 * {@link MetadataReader#KEYS} that could not be read is compared as it is, with the schema that it speaks of; if it may
 * hold numbers of rows, its file is alone.
 *
 * @param keys what was found, ordered by key
 */
record ValueSemantics(SparkCalendar calendar, Map<String, String> keys) {

    private static final List<String> KEYS = List.of(
            "org.apache.spark.legacyDateTime",
            "org.apache.spark.legacyINT96",
            "org.apache.spark.timeZone",
            "writer.date.proleptic",
            "writer.time.zone",
            "writer.zone.conversion.legacy",
            "writer.model.name");

    /**
     * Keys that may number rows or entries of a dictionary, so that a value which holds for two files may not hold for
     * both.
     */
    private static final Set<String> COUNTING = Set.of(ArrowSchema.KEY, PandasMetadata.KEY);

    private static final String CREATED_BY = "created_by";
    private static final String SCHEMA = "schema";
    private static final String FIXED_LENGTH = "fixed length ";
    private static final String NULLABLE_KEYS = "nullable keys ";
    private static final int MOST_LETTERS = 60;

    static ValueSemantics of(SourceSummary source, FileDescription description) {
        Map<String, String> found = new TreeMap<>();
        for (String key : KEYS) {
            String value = source.keyValueMetadata().get(key);
            if (value != null) {
                found.put(key, value);
            }
        }
        if (anyInt96(source.schema().fields())) {
            // Readers shift INT96 timestamps by the writer's name, so neither mixing nor renaming writers is safe.
            found.put(CREATED_BY, source.createdBy());
        }
        Map<String, String> unread = MetadataReader.unread(source, description);
        found.putAll(unread);
        if (!unread.isEmpty()) {
            found.put(SCHEMA, source.schema().toString());
        }
        found.putAll(nullsInFixedLengths(source, description));
        for (SchemaNode field : source.schema().fields()) {
            if (hasNullableKeys(field)) {
                found.put(NULLABLE_KEYS + field.name(), "allowed");
            }
        }
        return new ValueSemantics(SparkCalendar.of(source), found);
    }

    /**
     * pyarrow cannot read a file in which a list of a fixed length is null, so such files do not join those that it can
     * read.
     */
    private static Map<String, String> nullsInFixedLengths(SourceSummary source, FileDescription description) {
        Map<String, String> found = new TreeMap<>();
        for (ArrowField field : description.arrow().map(ArrowSchema::fields).orElse(List.of())) {
            if (source.nestedWithNulls().contains(field.name()) && hasFixedLength(field)) {
                found.put(FIXED_LENGTH + field.name(), "with nulls");
            }
        }
        return found;
    }

    private static boolean hasFixedLength(ArrowField field) {
        return field.typeName().equals(ArrowDefaults.FIXED_SIZE_LIST)
                || field.children().stream().anyMatch(ValueSemantics::hasFixedLength);
    }

    /**
     * The format forbids null as the key of a map (LogicalTypes.md, "Maps"). Some writers declare keys that may be null
     * all the same, and pyarrow reads nothing of such a file, so it does not join those that it can read.
     */
    private static boolean hasNullableKeys(SchemaNode node) {
        if (node.isLeaf()) {
            return false;
        }
        if (node.logicalType().startsWith("MAP")) {
            List<SchemaNode> entry = node.children().get(0).children();
            if (!entry.isEmpty() && entry.get(0).repetition() != Repetition.REQUIRED) {
                return true;
            }
        }
        for (SchemaNode child : node.children()) {
            if (hasNullableKeys(child)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a file with this marks its INT96 columns' meaning by its created_by. */
    static boolean hasInt96(SchemaNode node) {
        return node.physicalType() == PhysicalType.INT96 || anyInt96(node.children());
    }

    /** Looks at each column of each file, so without a stream for each. */
    private static boolean anyInt96(List<SchemaNode> nodes) {
        for (SchemaNode node : nodes) {
            if (hasInt96(node)) {
                return true;
            }
        }
        return false;
    }

    /** The pairs of {@link MetadataReader#KEYS} among these. */
    Map<String, String> unread() {
        Map<String, String> unread = new TreeMap<>(keys);
        unread.keySet().retainAll(MetadataReader.KEYS);
        return unread;
    }

    /** @throws MetadataConflictException if the two cannot be true in one file */
    ValueSemantics unite(ValueSemantics other) {
        Map<String, String> both = new TreeMap<>(keys);
        both.putAll(other.keys);
        for (String key : both.keySet()) {
            boolean hasNoSay = key.equals(CREATED_BY) && !(keys.containsKey(key) && other.keys.containsKey(key));
            boolean isEqual = !COUNTING.contains(key) && Objects.equals(keys.get(key), other.keys.get(key));
            if (!hasNoSay && !isEqual) {
                throw new MetadataConflictException(difference(key, keys.get(key), other.keys.get(key)));
            }
        }
        Optional<SparkCalendar> common = calendar.unite(other.calendar);
        if (common.isEmpty()) {
            throw new MetadataConflictException("the calendar of dates and timestamps (" + SparkCalendar.KEY + ") is "
                    + calendar.text() + " in some files and " + other.calendar.text()
                    + " in others; write them with one version of Spark");
        }
        return new ValueSemantics(common.get(), both);
    }

    private static String difference(String key, @Nullable String a, @Nullable String b) {
        if (key.equals(CREATED_BY)) {
            return "INT96 timestamps mean what their writer says (created_by), which is " + print(a)
                    + " in some files and " + print(b) + " in others; write INT64 timestamps";
        }
        if (key.startsWith(FIXED_LENGTH)) {
            return "column " + key.substring(FIXED_LENGTH.length()) + " has lists of a fixed length (" + ArrowSchema.KEY
                    + "), with nulls in some files and without in others, and pyarrow cannot read a file in which such a"
                    + " list is null; write lists of any length";
        }
        if (key.startsWith(NULLABLE_KEYS)) {
            return "column " + key.substring(NULLABLE_KEYS.length())
                    + " has a map whose keys may be null, in some files and"
                    + " not in others, and pyarrow reads nothing of a file that has one; write keys as required";
        }
        if (COUNTING.contains(key)) {
            return "the metadata (" + key + ") of some files are in a form that is not known here; write them with a"
                    + " current version of their writer, or without this key";
        }
        if (key.equals(SCHEMA) || MetadataReader.KEYS.contains(key)) {
            String what = key.equals(SCHEMA) ? String.join(", ", MetadataReader.KEYS) : key;
            return "the metadata (" + what
                    + ") of some files are in a form that is not known here, so only files with the"
                    + " same value and the same columns are merged";
        }
        return "metadata key " + key + ", which changes what values mean, is " + print(a) + " in some files and "
                + print(b) + " in others; write them alike";
    }

    private static String print(@Nullable String value) {
        if (value == null) {
            return "not there";
        }
        return value.length() > MOST_LETTERS ? value.substring(0, MOST_LETTERS) + "..." : value;
    }
}
