package dev.coldpress.metadata;

import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.JsonValue.Items;
import dev.coldpress.port.parquet.JsonValue.Members;
import dev.coldpress.port.parquet.JsonValue.Name;
import dev.coldpress.port.parquet.JsonValue.Text;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The metadata with which pandas makes a frame of a file again (pandas, "Storing pandas DataFrame objects in Apache
 * Parquet format"): row labels, column labels, and the types that columns had.
 *
 * @param index the row labels
 * @param columns by the name that they have in the file
 * @param rest all other members
 */
public record PandasMetadata(PandasIndex index, Map<String, Members> columns, Members rest) {

    public static final String KEY = "pandas";

    private static final String INDEX_COLUMNS = "index_columns";
    private static final String COLUMNS = "columns";
    private static final String COLUMN_INDEXES = "column_indexes";
    private static final String ATTRIBUTES = "attributes";
    private static final String NAME = "name";
    private static final String FIELD_NAME = "field_name";
    private static final String PANDAS_TYPE = "pandas_type";
    private static final String NUMPY_TYPE = "numpy_type";
    private static final String METADATA = "metadata";

    /** Who wrote the frame, and with which version: of two, one is as good as the other. */
    private static final Set<String> WRITER = Set.of("creator", "pandas_version");

    /** Labels of columns that are their names in the file. */
    private static final Set<String> TEXT_LABELS = Set.of("unicode", "string", "empty", "mixed", "mixed-integer");

    /** Types of columns without a value. */
    private static final Set<String> EMPTY_TYPES = Set.of("empty", "list[empty]");

    /** See {@link PandasIndex#labelsByPosition}. */
    public boolean labelsByPosition() {
        return index.labelsByPosition();
    }

    /**
     * What the value says of columns that are there: pandas passes over others.
     *
     * @return empty if it is not as pandas writes it
     */
    public static Optional<PandasMetadata> read(JsonValue value, FileColumns file) {
        if (!(value instanceof Members document) || document.member(COLUMNS).isEmpty()) {
            return Optional.empty();
        }
        Map<String, Members> columns = new LinkedHashMap<>();
        for (JsonValue one : document.items(COLUMNS)) {
            if (!(one instanceof Members column)) {
                return Optional.empty();
            }
            Optional<String> name = column.text(FIELD_NAME).or(() -> column.text(NAME));
            if (name.isEmpty()) {
                return Optional.empty();
            }
            if (file.field(name.get()).isPresent()) {
                columns.put(name.get(), withoutCategories(name.get(), column, file));
            }
        }
        Members rest = document.without(INDEX_COLUMNS).without(COLUMNS);
        return PandasIndex.read(document.items(INDEX_COLUMNS), file)
                .filter(index -> columns.keySet().containsAll(index.columns()))
                .map(index -> new PandasMetadata(index, columns, rest));
    }

    /** The columns that a value of {@link #KEY} speaks of. */
    static List<String> columnsOf(Members document) {
        List<String> names = new ArrayList<>();
        for (JsonValue column : document.items(COLUMNS)) {
            if (column instanceof Members described) {
                described.text(FIELD_NAME).or(() -> described.text(NAME)).ifPresent(names::add);
            }
        }
        for (JsonValue index : document.items(INDEX_COLUMNS)) {
            if (index instanceof Text stored) {
                names.add(stored.value());
            }
        }
        return names;
    }

    /** The ranges with which it labels rows. */
    static List<PandasIndex.Range> rangesOf(Members document) {
        return document.items(INDEX_COLUMNS).stream()
                .flatMap(index -> index instanceof Members range ? PandasIndex.range(range).stream() : Stream.empty())
                .toList();
    }

    /**
     * The number of categories is that of one file, and fastparquet would allocate room for that number. The Arrow
     * schema says that the column is a dictionary as well, which the other readers go by.
     */
    private static Members withoutCategories(String name, Members column, FileColumns file) {
        boolean categorical = column.text(PANDAS_TYPE).equals(Optional.of("categorical"));
        if (!categorical || file.isOrdered(name)) {
            return column;
        }
        boolean ordered = column.member(METADATA).orElse(Name.NULL) instanceof Members metadata
                && metadata.member("ordered").equals(Optional.of(Name.TRUE));
        if (ordered && file.arrow().isEmpty()) {
            // Kept as it is, and found to differ from every other file.
            return column;
        }
        PandasType type = file.field(name).map(PandasType::of).orElse(PandasType.OBJECT);
        return column.with(PANDAS_TYPE, new Text(type.pandas()))
                .with(NUMPY_TYPE, new Text(type.numpy()))
                .with(METADATA, Name.NULL);
    }

    /** The value of {@link #KEY}. */
    public Members write() {
        return new Members(Map.of())
                .with(INDEX_COLUMNS, index.write())
                .with(COLUMNS, new Items(List.copyOf(columns.values())))
                .withAll(rest);
    }

    /**
     * The metadata for pandas of a file with the rows of both, those of the first file before those of the second. A
     * file without this metadata has rows without labels, unless the other's labels are columns that it has too.
     *
     * @return empty if neither has it
     * @throws MetadataConflictException if labels or types would be lost
     */
    static Optional<PandasMetadata> unite(
            Described<PandasMetadata> a, Described<PandasMetadata> b, FileColumns united) {
        if (a.metadata().isEmpty() && b.metadata().isEmpty()) {
            return Optional.empty();
        }
        PandasIndex index = indexBeside(a, b).unite(indexBeside(b, a));
        PandasMetadata first = a.metadata().or(b::metadata).orElseThrow();
        PandasMetadata second = b.metadata().or(a::metadata).orElseThrow();
        PandasMetadata both = new PandasMetadata(
                index, columns(first.columns, second.columns, index, united), rest(first.rest, second.rest));
        Members rest = a.metadata().isPresent() && b.metadata().isPresent()
                ? both.rest
                : both.rest.with(ATTRIBUTES, new Members(Map.of()));
        both.requireLabels(united);
        both.requireNoLostOrder(united);
        return Optional.of(new PandasMetadata(index, both.columns, rest));
    }

    private static PandasIndex indexBeside(Described<PandasMetadata> file, Described<PandasMetadata> other) {
        if (file.metadata().isPresent()) {
            return file.metadata().get().index;
        }
        PandasIndex theirs = other.metadata().orElseThrow().index;
        boolean hasColumns = theirs.isStored()
                && theirs.columns().stream().allMatch(name -> file.field(name).isPresent());
        return hasColumns ? theirs : PandasIndex.unlabelled(file.file().rowCount());
    }

    private static Map<String, Members> columns(
            Map<String, Members> a, Map<String, Members> b, PandasIndex index, FileColumns file) {
        Map<String, Members> united = new LinkedHashMap<>(a);
        b.forEach((name, column) -> {
            Members other = united.putIfAbsent(name, column);
            if (other != null && !other.equals(column)) {
                column(name, other, column, index, file)
                        .ifPresentOrElse(both -> united.put(name, both), () -> united.remove(name));
            }
        });
        return united;
    }

    /** What both say of a column; empty if it is as well told by the column's type. */
    private static Optional<Members> column(String name, Members a, Members b, PandasIndex index, FileColumns file) {
        boolean sameLabel = a.member(NAME).equals(b.member(NAME));
        boolean sameZone = zone(a).equals(zone(b));
        if (!sameLabel || !sameZone) {
            throw new MetadataConflictException("pandas calls column " + name + " differently in some files: "
                    + label(a) + " and " + label(b) + "; write it with one label and one time zone");
        }
        if (isEmpty(a) || isEmpty(b)) {
            return Optional.of(isEmpty(a) ? b : a);
        }
        if (a.member(PANDAS_TYPE).equals(b.member(PANDAS_TYPE))) {
            // Types of pandas' own hold a null where those of numpy would turn numbers into fractions.
            return Optional.of(isExtension(b) && !isExtension(a) ? b : a);
        }
        Optional<Members> wider = wider(name, a, b, file);
        if (wider.isPresent()) {
            return wider;
        }
        boolean isIndex = index.columns().contains(name);
        boolean isNamed = a.text(NAME).equals(Optional.of(name));
        if (isIndex || !isNamed) {
            throw new MetadataConflictException("pandas has column " + name + " as " + type(a)
                    + " in some files and as " + type(b) + " in others; write it with one type");
        }
        return Optional.empty();
    }

    /** Of two types of numbers the one that the column has; empty if it is another one. */
    private static Optional<Members> wider(String name, Members a, Members b, FileColumns file) {
        String type =
                file.field(name).map(PandasType::of).orElse(PandasType.OBJECT).pandas();
        boolean isNumber = Stream.of(a, b)
                .allMatch(column -> isNumber(column.text(PANDAS_TYPE).orElse("")));
        return Stream.of(a, b)
                .filter(column -> isNumber && column.text(PANDAS_TYPE).equals(Optional.of(type)))
                .findFirst();
    }

    private static boolean isNumber(String type) {
        return type.startsWith("int") || type.startsWith("float");
    }

    private static boolean isEmpty(Members column) {
        return EMPTY_TYPES.contains(column.text(PANDAS_TYPE).orElse(""));
    }

    private static boolean isExtension(Members column) {
        String type = column.text(NUMPY_TYPE).orElse("");
        return type.equals("boolean")
                || type.startsWith("string")
                || type.contains("[pyarrow]")
                || (!type.isEmpty() && Character.isUpperCase(type.charAt(0)));
    }

    private static Optional<JsonValue> zone(Members column) {
        return column.member(METADATA).orElse(Name.NULL) instanceof Members metadata
                ? metadata.member("timezone")
                : Optional.empty();
    }

    private static String label(Members column) {
        String zone = zone(column)
                .map(known -> known instanceof Text text ? " in " + text.value() : "")
                .orElse("");
        return column.text(NAME).orElse("no name") + zone;
    }

    private static String type(Members column) {
        return column.text(PANDAS_TYPE).orElse("nothing") + " ("
                + column.text(NUMPY_TYPE).orElse("") + ")";
    }

    private static Members rest(Members a, Members b) {
        Members united = a;
        for (Map.Entry<String, JsonValue> member : a.values().entrySet()) {
            String key = member.getKey();
            Optional<JsonValue> other = b.member(key);
            if (other.equals(Optional.of(member.getValue())) || WRITER.contains(key)) {
                continue;
            }
            if (key.equals(ATTRIBUTES) && member.getValue() instanceof Members mine) {
                united = united.with(key, mine.retain(other));
            } else if (key.equals(COLUMN_INDEXES)) {
                requireSameLabels(a, b);
            } else {
                united = united.without(key);
            }
        }
        return united;
    }

    /** Versions of pandas name the type of texts differently, and a frame without labels of its own names none. */
    private static void requireSameLabels(Members a, Members b) {
        List<JsonValue> first = labels(a);
        List<JsonValue> second = labels(b);
        boolean oneIsSilent = (first.isEmpty() && isPlain(second)) || (second.isEmpty() && isPlain(first));
        if (!first.equals(second) && !oneIsSilent) {
            throw new MetadataConflictException(
                    "the pandas column labels have another name or type in some files; write them alike");
        }
    }

    private static boolean isPlain(List<JsonValue> levels) {
        return levels.size() == 1
                && levels.get(0) instanceof Members level
                && TEXT_LABELS.contains(level.text(PANDAS_TYPE).orElse(""))
                && level.member(NAME).orElse(Name.NULL) == Name.NULL;
    }

    private static List<JsonValue> labels(Members rest) {
        List<JsonValue> labels = new ArrayList<>();
        for (JsonValue level : rest.items(COLUMN_INDEXES)) {
            labels.add(level instanceof Members members ? members.without(NUMPY_TYPE) : level);
        }
        return labels;
    }

    /**
     * pandas makes numbers or times of all labels if they were such, and fails at a column that no label was stored
     * for.
     */
    private void requireLabels(FileColumns united) {
        List<JsonValue> levels = rest.items(COLUMN_INDEXES);
        boolean text = levels.isEmpty()
                || (levels.size() == 1
                        && levels.get(0) instanceof Members level
                        && TEXT_LABELS.contains(level.text(PANDAS_TYPE).orElse("")));
        for (SchemaNode column : united.schema().fields()) {
            if (!text && !columns.containsKey(column.name())) {
                throw new MetadataConflictException("pandas has column labels that are no texts, and none for column "
                        + column.name() + " of other files; write the columns with names");
            }
        }
    }

    private void requireNoLostOrder(FileColumns united) {
        columns.forEach((name, column) -> {
            if (column.text(PANDAS_TYPE).equals(Optional.of("categorical")) && !united.isOrdered(name)) {
                throw new MetadataConflictException("pandas has ordered categories in column " + name
                        + ", and no Arrow schema tells that they are the same in all files");
            }
        });
    }
}
