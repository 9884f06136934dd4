package dev.coldpress.metadata;

import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.JsonValue.Digits;
import dev.coldpress.port.parquet.JsonValue.Items;
import dev.coldpress.port.parquet.JsonValue.Members;
import dev.coldpress.port.parquet.JsonValue.Name;
import dev.coldpress.port.parquet.JsonValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The row labels of a pandas frame, as {@code index_columns} of its metadata describes them.
 *
 * @param levels at least one; more than one make a MultiIndex
 */
record PandasIndex(List<Level> levels) {

    /** One label of each row. */
    sealed interface Level {}

    /** Labels that are stored as a column of the file. */
    record Column(String name) implements Level {

        @Override
        public String toString() {
            return "the column " + name;
        }
    }

    /**
     * Labels that are stored nowhere: numbers at equal distances.
     *
     * @param name of the level; JSON's null for none
     * @param stop the number after the last one, exclusive
     * @param step not 0
     */
    record Range(JsonValue name, long start, long stop, long step) implements Level {

        boolean isUnlabelled() {
            return name == Name.NULL && start == 0 && step == 1;
        }

        long length() {
            long distance = step > 0 ? stop - start : start - stop;
            return distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1;
        }

        @Override
        public String toString() {
            String named = name instanceof Text text ? text.value() + ", " : "";
            return "the range " + named + start + " to " + stop + " by " + step;
        }
    }

    PandasIndex {
        levels = List.copyOf(levels);
    }

    /** What pandas numbers rows with that have no labels. */
    static PandasIndex unlabelled(long rowCount) {
        return new PandasIndex(List.of(new Range(Name.NULL, 0, rowCount, 1)));
    }

    /** Whether a row has its label from its position, so that rows in another order would get labels of others. */
    boolean labelsByPosition() {
        return !isStored() && !isUnlabelled();
    }

    private boolean isUnlabelled() {
        return levels.size() == 1 && levels.get(0) instanceof Range range && range.isUnlabelled();
    }

    /** The columns that hold labels. */
    List<String> columns() {
        return levels.stream()
                .filter(Column.class::isInstance)
                .map(level -> ((Column) level).name())
                .toList();
    }

    /** Whether all labels are stored as columns. */
    boolean isStored() {
        return columns().size() == levels.size();
    }

    /**
     * What {@code index_columns} says of a file. pandas passes over columns that are not there and over a range of
     * another length, and numbers the rows where nothing is left ({@code pyarrow.pandas_compat},
     * {@code _reconstruct_index}).
     *
     * @return empty if it is not as pandas writes it
     */
    static Optional<PandasIndex> read(List<JsonValue> described, FileColumns file) {
        List<Level> levels = new ArrayList<>();
        for (JsonValue one : described) {
            Optional<? extends Level> level = level(one);
            if (level.isEmpty()) {
                return Optional.empty();
            }
            if (isOf(file, level.get())) {
                levels.add(level.get());
            }
        }
        return Optional.of(levels.isEmpty() ? unlabelled(file.rowCount()) : new PandasIndex(levels));
    }

    private static Optional<? extends Level> level(JsonValue described) {
        if (described instanceof Text text) {
            return Optional.of(new Column(text.value()));
        }
        return described instanceof Members range ? range(range) : Optional.empty();
    }

    private static boolean isOf(FileColumns file, Level level) {
        return level instanceof Column column
                ? file.field(column.name()).isPresent()
                : ((Range) level).length() == file.rowCount();
    }

    /** The range that one item of {@code index_columns} is; empty if it is none. */
    static Optional<Range> range(Members range) {
        JsonValue name = range.member("name").orElse(Name.NULL);
        try {
            long step = number(range, "step");
            boolean known = range.text("kind").equals(Optional.of("range")) && step != 0;
            return known
                    ? Optional.of(new Range(name, number(range, "start"), number(range, "stop"), step))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long number(Members range, String member) {
        return Long.parseLong(range.member(member).orElse(Name.NULL) instanceof Digits number ? number.literal() : "");
    }

    /** The value of {@code index_columns}. */
    Items write() {
        return new Items(levels.stream().map(PandasIndex::write).toList());
    }

    private static JsonValue write(Level level) {
        if (level instanceof Column column) {
            return new Text(column.name());
        }
        Range range = (Range) level;
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("kind", new Text("range"));
        members.put("name", range.name());
        members.put("start", new Digits(String.valueOf(range.start())));
        members.put("stop", new Digits(String.valueOf(range.stop())));
        members.put("step", new Digits(String.valueOf(range.step())));
        return new Members(members);
    }

    /**
     * The labels of the rows of both files, those of this one before those of the other. Rows without labels are
     * numbered through; a range goes on where the other one begins.
     *
     * @throws MetadataConflictException if labels would be lost
     */
    PandasIndex unite(PandasIndex other) {
        if (isUnlabelled() && other.isUnlabelled()) {
            return unlabelled(Math.addExact(((Range) levels.get(0)).stop(), ((Range) other.levels.get(0)).stop()));
        }
        if (levels.size() != other.levels.size()) {
            throw differ(other);
        }
        List<Level> united = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            united.add(unite(levels.get(i), other.levels.get(i), other));
        }
        return new PandasIndex(united);
    }

    private Level unite(Level first, Level second, PandasIndex other) {
        if (first instanceof Range a && second instanceof Range b) {
            if (a.stop() == b.start() && a.step() == b.step() && a.name().equals(b.name())) {
                return new Range(a.name(), a.start(), b.stop(), a.step());
            }
            throw new MetadataConflictException("the pandas index is stored as a range only (" + a + ", then " + b
                    + "), and one range cannot label the rows of both files; write it as a column, with index=True");
        }
        if (!first.equals(second)) {
            throw differ(other);
        }
        return first;
    }

    private MetadataConflictException differ(PandasIndex other) {
        return new MetadataConflictException("the pandas index is " + this + " in some files and " + other
                + " in others; write them with one index");
    }

    @Override
    public String toString() {
        return isUnlabelled() ? "none" : levels.stream().map(Level::toString).collect(Collectors.joining(" and "));
    }
}
