package dev.coldpress.merge;

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

/** The row labels of a pandas frame, as {@code index_columns} of its metadata tells them. */
sealed interface PandasIndex {

    /** Labels that are stored as columns. */
    record Columns(List<String> names) implements PandasIndex {

        public Columns {
            names = List.copyOf(names);
        }
    }

    /**
     * Labels that are stored nowhere: numbers at equal distances.
     *
     * @param name of the index; JSON's null for none
     */
    record Range(JsonValue name, long start, long stop, long step) implements PandasIndex {

        /** What pandas numbers rows with that have no labels. */
        static Range unlabelled(long rowCount) {
            return new Range(Name.NULL, 0, rowCount, 1);
        }

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
            return named + start + " to " + stop + " by " + step;
        }
    }

    /**
     * What {@code index_columns} says of a file. pandas passes over columns that are not there and over a range of another
     * length, and numbers the rows where nothing is left.
     *
     * @return empty if it is not as pandas writes it
     */
    static Optional<PandasIndex> read(List<JsonValue> described, FileDescription file) {
        long rowCount = file.rowCount();
        if (described.isEmpty()) {
            return Optional.of(Range.unlabelled(rowCount));
        }
        List<String> names = new ArrayList<>();
        for (JsonValue one : described) {
            if (one instanceof Text text) {
                names.add(text.value());
            }
        }
        if (names.size() == described.size()) {
            names.removeIf(name -> file.field(name).isEmpty());
            return Optional.of(names.isEmpty() ? Range.unlabelled(rowCount) : new Columns(names));
        }
        return described.size() == 1 && described.get(0) instanceof Members range
                ? range(range).map(read -> read.length() == rowCount ? read : Range.unlabelled(rowCount))
                : Optional.empty();
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
    static Items write(PandasIndex index) {
        if (index instanceof Columns columns) {
            return new Items(columns.names().stream().<JsonValue>map(Text::new).toList());
        }
        Range range = (Range) index;
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("kind", new Text("range"));
        members.put("name", range.name());
        members.put("start", new Digits(String.valueOf(range.start())));
        members.put("stop", new Digits(String.valueOf(range.stop())));
        members.put("step", new Digits(String.valueOf(range.step())));
        return new Items(List.of(new Members(members)));
    }

    /**
     * The labels of the rows of both files, those of the first one before those of the second. Rows without labels are
     * numbered through.
     *
     * @throws MetadataConflictException if labels would be lost
     */
    static PandasIndex unite(PandasIndex first, PandasIndex second) {
        if (first instanceof Range a && second instanceof Range b) {
            return unite(a, b);
        }
        if (!first.equals(second)) {
            throw new MetadataConflictException("the pandas index is " + text(first) + " in some files and "
                    + text(second) + " in others; write them with one index");
        }
        return first;
    }

    private static Range unite(Range a, Range b) {
        if (a.stop() == b.start() && a.step() == b.step() && a.name().equals(b.name())) {
            return new Range(a.name(), a.start(), b.stop(), a.step());
        }
        if (a.isUnlabelled() && b.isUnlabelled()) {
            return Range.unlabelled(Math.addExact(a.stop(), b.stop()));
        }
        throw new MetadataConflictException("the pandas index is stored as a range only (" + a + ", then " + b
                + "), and one range cannot label the rows of both files; write it as a column, with index=True");
    }

    private static String text(PandasIndex index) {
        if (index instanceof Columns columns) {
            return "the column " + String.join(", ", columns.names());
        }
        return ((Range) index).isUnlabelled() ? "none" : "the range " + index;
    }
}
