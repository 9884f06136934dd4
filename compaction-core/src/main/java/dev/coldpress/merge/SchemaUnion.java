package dev.coldpress.merge;

import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.Widening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Unites schemas by name. A field that one side lacks becomes optional; a field that is required on one side and
 * optional on the other is optional; a column of the null type takes any type that the other side has; a type becomes a
 * wider one if the setting has it so. Everything else that differs (physical or logical type, length, field id, group
 * or leaf, repeated or not) is a conflict, since it would change what a value means. The order of fields does not
 * matter; the first schema's order leads.
 *
 * <p>Lists, maps and variants have structures of their own, which a further field would break, so their inner nodes
 * must be the same; the fields of a struct inside a list may differ again.
 *
 * <p>A repeated field outside of a list cannot be null, only empty, while a file that lacks it has null there for every
 * reader. So it must not be missing on one side.
 */
public final class SchemaUnion {

    private static final String REMEDY =
            "; such files are not merged with each other. To have them merged together, rewrite one kind like the other";

    private final Widening widening;

    private SchemaUnion(Widening widening) {
        this.widening = widening;
    }

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

    /**
     * Unites two schemas.
     *
     * @param widening whether types that differ may become a wider one
     */
    public static Result unite(ParquetSchema first, ParquetSchema second, Widening widening) {
        if (first.equals(second)) {
            return new Result.United(first);
        }
        try {
            return new Result.United(
                    new ParquetSchema(new SchemaUnion(widening).fields(first.fields(), second.fields(), "", true)));
        } catch (ConflictException e) {
            return new Result.Conflict(e.difference);
        }
    }

    private List<SchemaNode> fields(List<SchemaNode> first, List<SchemaNode> second, String path, boolean extensible) {
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
        String name = path + node.name();
        if (!extensible) {
            throw new ConflictException("field " + name
                    + " is missing in some files, inside of a list, map or variant, whose structure is fixed");
        }
        if (node.repetition() == Repetition.REPEATED) {
            throw new ConflictException("field " + name + " is " + describe(node)
                    + " in some files and missing in others: their rows have NULL there, and merged they would have an empty"
                    + " list");
        }
        return node.repetition() == Repetition.REQUIRED ? node.withRepetition(Repetition.OPTIONAL) : node;
    }

    private SchemaNode node(SchemaNode first, SchemaNode second, String path, boolean parentExtensible) {
        String name = path + first.name();
        if (!first.fieldId().equals(second.fieldId())) {
            throw new ConflictException("field " + name + " has " + fieldId(first) + " in some files and "
                    + fieldId(second) + " in others");
        }
        boolean oneIsNull = first.isNullType() != second.isNullType();
        boolean onlyOneRepeats =
                (first.repetition() == Repetition.REPEATED) != (second.repetition() == Repetition.REPEATED);
        boolean isAlike = oneIsNull || first.hasTypeOf(second);
        Optional<SchemaNode> wider = isAlike ? Optional.empty() : widening.unite(first, second);
        if ((!isAlike && wider.isEmpty()) || onlyOneRepeats) {
            throw new ConflictException("field " + name + " is " + describe(first) + " in some files and "
                    + describe(second) + " in others");
        }
        SchemaNode typed = wider.orElse(
                first.isNullType() || (first.isLeaf() && second.logicalType().isEmpty()) ? second : first);
        SchemaNode united =
                first.repetition() == second.repetition() ? typed : typed.withRepetition(Repetition.OPTIONAL);
        if (united.isLeaf() || oneIsNull) {
            return united;
        }
        if (first.logicalType().startsWith("VARIANT") && !first.children().equals(second.children())) {
            throw new ConflictException("field " + name + " is a variant that is shredded into " + names(first)
                    + " in some files and into " + names(second) + " in others");
        }
        boolean extensible = isStruct(first, parentExtensible);
        return united.withChildren(fields(first.children(), second.children(), name + ".", extensible));
    }

    private static String describe(SchemaNode node) {
        return node.repetition() == Repetition.REPEATED ? "repeated " + node.typeName() : node.typeName();
    }

    private static String fieldId(SchemaNode node) {
        return node.fieldId().isPresent() ? "the field id " + node.fieldId().getAsInt() : "no field id";
    }

    private static String names(SchemaNode group) {
        return group.children().stream()
                .map(child -> child.name() + " " + child.typeName())
                .collect(Collectors.joining(", "));
    }

    /**
     * A list or map group and its repeated child have a fixed shape, so a repeated group can only be told from a
     * repeated struct by its parent: it is fixed if that is.
     */
    private static boolean isStruct(SchemaNode node, boolean parentExtensible) {
        return node.logicalType().isEmpty() && (parentExtensible || node.repetition() != Repetition.REPEATED);
    }

    /** Readers that ignore case, and readers that go by field id, must still find one column per name and id. */
    private static void requireDistinct(List<SchemaNode> fields, String path) {
        Set<String> names = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (SchemaNode field : fields) {
            if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
                throw new ConflictException("field " + path + field.name()
                        + " is there in another spelling as well, and many readers ignore the case of letters");
            }
            if (field.fieldId().isPresent() && !ids.add(field.fieldId().getAsInt())) {
                throw new ConflictException("field " + path + field.name() + " has the field id "
                        + field.fieldId().getAsInt() + ", which another field has as well");
            }
        }
    }

    private static final class ConflictException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String difference;

        ConflictException(String difference) {
            super(difference, null, false, false);
            this.difference = difference + REMEDY;
        }
    }
}
