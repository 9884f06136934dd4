package dev.coldpress.merge;

import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Unites schemas by name. A field that one side lacks becomes optional; a field that is required on one side and optional
 * on the other is optional. Everything else that differs (physical or logical type, length, field id, group or leaf,
 * repeated or not) is a conflict, since it would change what a value means. The order of fields does not matter; the first
 * schema's order leads.
 *
 * <p>Lists, maps and variants have structures of their own, which a further field would break, so their inner nodes must
 * be the same; the fields of a struct inside a list may differ again.
 */
public final class SchemaUnion {

    private SchemaUnion() {}

    /** What came of it. */
    public sealed interface Result {

        /** All columns of both. */
        record United(ParquetSchema schema) implements Result {}

        /**
         * They cannot share an output.
         *
         * @param difference the field and what differs, for people
         */
        record Conflict(String difference) implements Result {}
    }

    public static Result unite(ParquetSchema first, ParquetSchema second) {
        if (first.equals(second)) {
            return new Result.United(first);
        }
        try {
            return new Result.United(new ParquetSchema(fields(first.fields(), second.fields(), "", true)));
        } catch (ConflictException e) {
            return new Result.Conflict(e.difference);
        }
    }

    private static List<SchemaNode> fields(
            List<SchemaNode> first, List<SchemaNode> second, String path, boolean extensible) {
        Map<String, SchemaNode> others = new HashMap<>();
        second.forEach(node -> others.put(node.name(), node));
        List<SchemaNode> united = new ArrayList<>();
        for (SchemaNode node : first) {
            SchemaNode other = others.remove(node.name());
            united.add(other == null ? missing(node, path, extensible) : node(node, other, path, extensible));
        }
        for (SchemaNode node : second) {
            if (others.containsKey(node.name())) {
                united.add(missing(node, path, extensible));
            }
        }
        requireDistinct(united, path);
        return united;
    }

    private static SchemaNode missing(SchemaNode node, String path, boolean extensible) {
        if (!extensible) {
            throw new ConflictException(path + node.name() + " is not in all files, inside of a list, map or variant");
        }
        return node.repetition() == Repetition.REQUIRED ? node.withRepetition(Repetition.OPTIONAL) : node;
    }

    private static SchemaNode node(SchemaNode first, SchemaNode second, String path, boolean parentExtensible) {
        String name = path + first.name();
        requireEqual(name, "a group or not", first.isLeaf(), second.isLeaf());
        requireEqual(name, "physical type", first.physicalType(), second.physicalType());
        requireEqual(name, "type length", first.typeLength(), second.typeLength());
        requireEqual(name, "logical type", first.logicalType(), second.logicalType());
        requireEqual(name, "field id", first.fieldId(), second.fieldId());
        if (first.logicalType().startsWith("VARIANT")) {
            requireEqual(name, "shredding", first.children(), second.children());
        }
        SchemaNode united = first.withRepetition(repetition(name, first.repetition(), second.repetition()));
        if (first.isLeaf()) {
            return united;
        }
        boolean extensible = isStruct(first, parentExtensible);
        return united.withChildren(fields(first.children(), second.children(), name + ".", extensible));
    }

    /**
     * A list or map group and its repeated child have a fixed shape, so a repeated group can only be told from a repeated
     * struct by its parent: it is fixed if that is.
     */
    private static boolean isStruct(SchemaNode node, boolean parentExtensible) {
        return node.logicalType().isEmpty() && (parentExtensible || node.repetition() != Repetition.REPEATED);
    }

    private static Repetition repetition(String name, Repetition first, Repetition second) {
        if (first == second) {
            return first;
        }
        if (first == Repetition.REPEATED || second == Repetition.REPEATED) {
            throw new ConflictException(name + " is repeated in some files only");
        }
        return Repetition.OPTIONAL;
    }

    private static void requireEqual(String name, String what, @Nullable Object first, @Nullable Object second) {
        if (!Objects.equals(first, second)) {
            throw new ConflictException(name + " has another " + what + " in some files: " + first + " and " + second);
        }
    }

    /** Readers that ignore case, and readers that go by field id, must still find one column per name and id. */
    private static void requireDistinct(List<SchemaNode> fields, String path) {
        Set<String> names = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (SchemaNode field : fields) {
            if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
                throw new ConflictException(
                        path + field.name() + " is there twice when the case of letters is ignored");
            }
            if (field.fieldId().isPresent() && !ids.add(field.fieldId().getAsInt())) {
                throw new ConflictException(path + field.name() + " shares its field id "
                        + field.fieldId().getAsInt() + " with another field");
            }
        }
    }

    private static final class ConflictException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String difference;

        ConflictException(String difference) {
            super(difference, null, false, false);
            this.difference = difference;
        }
    }
}
