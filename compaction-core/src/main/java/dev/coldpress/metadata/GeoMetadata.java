package dev.coldpress.metadata;

import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.JsonValue.Items;
import dev.coldpress.port.parquet.JsonValue.Members;
import dev.coldpress.port.parquet.JsonValue.Name;
import dev.coldpress.port.parquet.JsonValue.Text;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * GeoParquet's metadata: which columns hold geometries, and how (GeoParquet 1.1, "Metadata"). Bounding boxes are
 * optional there, and one file's is wrong for another, so they are left out.
 *
 * @param columns by name
 * @param rest all other members
 */
public record GeoMetadata(Map<String, Members> columns, Members rest) {

    public static final String KEY = "geo";

    private static final String COLUMNS = "columns";
    private static final String GEOMETRY_TYPES = "geometry_types";
    private static final String BOUNDING_BOX = "bbox";
    private static final String COVERING = "covering";
    private static final String VERSION = "version";
    private static final String PRIMARY_COLUMN = "primary_column";

    /**
     * What the value says of columns that are there.
     *
     * @return empty if it is not as GeoParquet has it
     */
    public static Optional<GeoMetadata> read(JsonValue value, FileColumns file) {
        if (!(value instanceof Members document)
                || !(document.member(COLUMNS).orElse(Name.NULL) instanceof Members all)) {
            return Optional.empty();
        }
        Map<String, Members> columns = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> one : all.values().entrySet()) {
            if (!(one.getValue() instanceof Members column)) {
                return Optional.empty();
            }
            if (file.field(one.getKey()).isPresent()) {
                columns.put(one.getKey(), column.without(BOUNDING_BOX));
            }
        }
        return Optional.of(new GeoMetadata(columns, document.without(COLUMNS)));
    }

    /** The columns that a value of {@link #KEY} speaks of. */
    static Set<String> columnsOf(Members document) {
        return document.member(COLUMNS).orElse(Name.NULL) instanceof Members columns
                ? columns.values().keySet()
                : Set.of();
    }

    /** The value of {@link #KEY}. */
    public Members write() {
        return rest.with(COLUMNS, Members.of(columns));
    }

    /**
     * What is true of the rows of both files.
     *
     * @return empty if neither has it
     * @throws MetadataConflictException if a column would hold geometries of two kinds
     */
    static Optional<GeoMetadata> unite(Described<GeoMetadata> a, Described<GeoMetadata> b) {
        if (a.metadata().isEmpty() && b.metadata().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Members> columns = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>(described(a).keySet());
        names.addAll(described(b).keySet());
        for (String name : names) {
            columns.put(name, column(name, a, b));
        }
        Members first = a.metadata().or(b::metadata).orElseThrow().rest;
        Members second = b.metadata().or(a::metadata).orElseThrow().rest;
        requireEqual("the primary geometry", first.member(PRIMARY_COLUMN), second.member(PRIMARY_COLUMN));
        Members rest = first.retain(Optional.of(second));
        return Optional.of(new GeoMetadata(
                columns,
                version(first, second)
                        .map(version -> rest.with(VERSION, version))
                        .orElse(rest)));
    }

    private static Map<String, Members> described(Described<GeoMetadata> file) {
        return file.metadata().map(GeoMetadata::columns).orElse(Map.of());
    }

    private static Members column(String name, Described<GeoMetadata> a, Described<GeoMetadata> b) {
        Members first = described(a).get(name);
        Members second = described(b).get(name);
        if (first != null && second != null) {
            return column(name, first, second);
        }
        Described<GeoMetadata> silent = first == null ? a : b;
        if (silent.field(name).isPresent()) {
            throw new MetadataConflictException("column " + name + " holds geometries by the key " + KEY
                    + " of some files, and others say nothing of it; write the key with all of them");
        }
        return first == null ? Objects.requireNonNull(second) : first;
    }

    private static Members column(String name, Members a, Members b) {
        Members united = a;
        Set<String> members = new LinkedHashSet<>(a.values().keySet());
        members.addAll(b.values().keySet());
        for (String member : members) {
            if (member.equals(GEOMETRY_TYPES)) {
                united = united.with(member, types(a.items(member), b.items(member)));
            } else if (!member.equals(COVERING)) {
                requireEqual("the " + member + " of column " + name, a.member(member), b.member(member));
            } else if (!a.member(member).equals(b.member(member))) {
                united = united.without(member);
            }
        }
        return united;
    }

    /** None stands for any. */
    private static Items types(List<JsonValue> a, List<JsonValue> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return new Items(List.of());
        }
        Set<JsonValue> types = new LinkedHashSet<>(a);
        types.addAll(b);
        return new Items(List.copyOf(types));
    }

    /** Later minor versions only add to earlier ones. */
    private static Optional<JsonValue> version(Members a, Members b) {
        Optional<JsonValue> first = a.member(VERSION);
        Optional<JsonValue> second = b.member(VERSION);
        String earlier = a.text(VERSION).orElse("");
        String later = b.text(VERSION).orElse("");
        if (!earlier.startsWith("1.") || !later.startsWith("1.")) {
            requireEqual("the version", first, second);
        }
        return earlier.compareTo(later) >= 0 ? first : second;
    }

    private static void requireEqual(String what, Optional<JsonValue> a, Optional<JsonValue> b) {
        if (!a.equals(b)) {
            throw new MetadataConflictException(what + " is "
                    + a.map(GeoMetadata::print).orElse("not said")
                    + " in some files and " + b.map(GeoMetadata::print).orElse("not said") + " in others (key " + KEY
                    + "); write them alike");
        }
    }

    private static String print(JsonValue value) {
        String text = value instanceof Text plain ? plain.value() : "another value";
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
