package dev.coldpress.metadata;

import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowField.Dictionary;
import dev.coldpress.port.parquet.ArrowSchema;
import dev.coldpress.port.parquet.NestedNode;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Unites what two files say of a column in Arrow's types, so that it is true of the rows of both. Types that say no
 * more than the Parquet type does give way to each other; the widest or most telling one stays. Everything else that
 * differs is a conflict, because readers would show the values of one file as something else: durations as numbers,
 * another time zone, another extension type, lists of a fixed length as lists of any.
 *
 * <p>Dictionaries are counted in 32 bits or more: a Parquet dictionary cannot outgrow them, whereas merged ones outgrow
 * less; and Polars 1.44 reads plain pages of a dictionary of its own only if it is counted in a signed type, and is not
 * within a list or struct, where it is left without Polars' name. Where only one file has a dictionary there is none.
 * One whose order has a meaning stays as it is if the categories are the same.
 */
final class ArrowUnion {

    /** Polars keeps the categories of its own dictionary types under keys that begin like this. */
    private static final String POLARS_PREFIX = "_PL_";

    private ArrowUnion() {}

    /**
     * The field for the united column.
     *
     * @param node the united column, of which both claims are parts
     * @param a empty if the file has not got the column; one of the two has
     * @throws MetadataConflictException if one field cannot say both
     */
    static ArrowField unite(SchemaNode node, Optional<ArrowClaim> a, Optional<ArrowClaim> b) {
        return unite(node, node.name(), a, b);
    }

    private static ArrowField unite(SchemaNode node, String column, Optional<ArrowClaim> a, Optional<ArrowClaim> b) {
        if (a.isPresent() && b.isPresent()) {
            return unite(node, column, a.get(), b.get());
        }
        return withNulls(node, column, a.or(() -> b).orElseThrow());
    }

    /** The field for the rows of a file with the column and those of another one, which are null in it. */
    private static ArrowField withNulls(SchemaNode node, String column, ArrowClaim claim) {
        if (claim.hasFixedLength()) {
            throw new MetadataConflictException("column " + column + " has lists of a fixed length (" + ArrowSchema.KEY
                    + ") in some files and no values in others, and pyarrow cannot read a file in which such a list is null;"
                    + " write lists of any length");
        }
        return unite(node, column, claim, claim);
    }

    private static ArrowField unite(SchemaNode node, String column, ArrowClaim a, ArrowClaim b) {
        if (isNull(a) && !isNull(b)) {
            return withNulls(node, column, b);
        }
        if (isNull(b) && !isNull(a)) {
            return withNulls(node, column, a);
        }
        if (node.isLeaf() && !isList(node)) {
            return leaf(node, column, a, b);
        }
        requireEqual(column, "extension type", a.extension(), b.extension());
        String type = a.field().type().equals(b.field().type()) ? a.field().type() : nested(column, a, b);
        Map<String, String> metadata = new HashMap<>(common(a, b));
        metadata.putAll(a.extension());
        List<ArrowField> children = a.isStruct() ? fields(node, column, a, b) : List.of(only(node, column, a, b));
        return new ArrowField(node.name(), isNullable(node), type, Optional.empty(), children, metadata);
    }

    private static boolean isNull(ArrowClaim claim) {
        return claim.node().isNullType() || claim.field().type().equals("null");
    }

    private static boolean isList(SchemaNode node) {
        return NestedNode.elementOf(node).isPresent();
    }

    private static boolean isNullable(SchemaNode node) {
        return node.repetition() == Repetition.OPTIONAL;
    }

    /** Of lists that differ in how they are laid out in memory, and of maps of which not all are sorted. */
    private static String nested(String column, ArrowClaim a, ArrowClaim b) {
        String first = a.field().type();
        String second = b.field().type();
        if (ArrowDefaults.isList(first) && ArrowDefaults.isList(second)) {
            return first.startsWith("large") || second.startsWith("large") ? "large_list" : "list";
        }
        if (a.field().typeName().equals("map")) {
            return "map(false)";
        }
        throw differ(column, a, b);
    }

    private static ArrowField only(SchemaNode node, String column, ArrowClaim a, ArrowClaim b) {
        SchemaNode nested = ArrowClaim.nodes(node).get(0);
        ArrowField united = inner(unite(nested, column, a.only(), b.only()));
        return named(united, a.field().children().get(0).name());
    }

    private static ArrowField named(ArrowField field, String name) {
        return new ArrowField(
                name, field.nullable(), field.type(), field.dictionary(), field.children(), field.metadata());
    }

    private static List<ArrowField> fields(SchemaNode node, String column, ArrowClaim a, ArrowClaim b) {
        List<ArrowField> united = new ArrayList<>();
        for (SchemaNode child : node.children()) {
            String path = column + "." + child.name();
            united.add(inner(unite(child, path, a.child(child.name()), b.child(child.name()))));
        }
        return united;
    }

    /** The field as it may be within another one. */
    private static ArrowField inner(ArrowField field) {
        if (field.dictionary().isEmpty() || field.isOrdered()) {
            return field;
        }
        Map<String, String> metadata = new HashMap<>(field.metadata());
        metadata.keySet().removeIf(key -> key.startsWith(POLARS_PREFIX));
        return new ArrowField(
                field.name(), field.nullable(), field.type(), field.dictionary(), field.children(), metadata);
    }

    private static ArrowField leaf(SchemaNode node, String column, ArrowClaim a, ArrowClaim b) {
        boolean hasDictionary =
                a.field().dictionary().isPresent() || b.field().dictionary().isPresent();
        if (hasDictionary && !a.node().hasTypeOf(b.node())) {
            // Widening writes all values again, and categories without a row would get lost.
            throw differ(column, a, b);
        }
        ArrowClaim leading = leading(node, column, a, b);
        Optional<Dictionary> dictionary = dictionary(column, a, b);
        Map<String, String> metadata = new HashMap<>(common(a, b));
        if (dictionary.isEmpty()) {
            metadata.keySet().removeIf(key -> key.startsWith(POLARS_PREFIX));
        }
        metadata.putAll(leading.extension());
        String type = leading.field().type();
        return new ArrowField(node.name(), isNullable(node), type, dictionary, List.of(), metadata);
    }

    /** The claim whose type stays. */
    private static ArrowClaim leading(SchemaNode node, String column, ArrowClaim a, ArrowClaim b) {
        if (a.label().equals(b.label())) {
            requireEqual(column, "extension type", a.extension(), b.extension());
            return a;
        }
        int first = ArrowDefaults.faithful(a.node()).indexOf(a.label());
        int second = ArrowDefaults.faithful(b.node()).indexOf(b.label());
        if (first < 0 || second < 0) {
            throw differ(column, a, b);
        }
        List<String> ofBoth = ArrowDefaults.faithful(node);
        int inUnited = ofBoth.indexOf(a.label());
        int otherInUnited = ofBoth.indexOf(b.label());
        if (inUnited < 0 || otherInUnited < 0) {
            return ArrowClaim.byDefault(node);
        }
        return inUnited < otherInUnited ? a : b;
    }

    private static Optional<Dictionary> dictionary(String column, ArrowClaim a, ArrowClaim b) {
        Optional<Dictionary> first = a.field().dictionary();
        Optional<Dictionary> second = b.field().dictionary();
        if (a.field().isOrdered() || b.field().isOrdered()) {
            requireSameEntries(column, a, b);
        }
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(a.field().isOrdered() ? larger(first.get(), second.get()) : wide(first.get(), second.get()));
    }

    /** The same entries are counted in whatever counted them before. */
    private static Dictionary larger(Dictionary a, Dictionary b) {
        return a.indexBits() >= b.indexBits() ? a : b;
    }

    private static Dictionary wide(Dictionary a, Dictionary b) {
        boolean is64 = a.indexBits() == Long.SIZE && b.indexBits() == Long.SIZE;
        return new Dictionary(is64 ? Long.SIZE : Integer.SIZE, !is64 || a.signed() || b.signed(), false, "");
    }

    private static void requireSameEntries(String column, ArrowClaim a, ArrowClaim b) {
        String first = a.entries();
        String second = b.entries();
        if (!first.equals(second) || first.isEmpty()) {
            throw new MetadataConflictException(
                    "column " + column + " has ordered categories (" + ArrowSchema.KEY + "), "
                            + text(first) + " in some files and " + text(second)
                            + " in others; only files with the same categories in the same order are merged");
        }
    }

    private static String text(String entries) {
        return entries.isEmpty() ? "none that can be told" : entries;
    }

    /** What the files agree on. Only those with an Arrow schema have a say. */
    private static Map<String, String> common(ArrowClaim a, ArrowClaim b) {
        Map<String, String> first = (a.isRead() ? a : b).field().metadata();
        Map<String, String> second = (b.isRead() ? b : a).field().metadata();
        Map<String, String> common = new HashMap<>(first);
        common.entrySet().retainAll(second.entrySet());
        common.remove(ArrowField.EXTENSION_NAME);
        common.remove(ArrowField.EXTENSION_PARAMETERS);
        return common;
    }

    private static void requireEqual(String column, String what, Map<String, String> a, Map<String, String> b) {
        if (!a.equals(b)) {
            throw new MetadataConflictException("column " + column + " has the " + what + " " + text(a)
                    + " in some files and " + text(b) + " in others (" + ArrowSchema.KEY + "); write it with one type");
        }
    }

    private static String text(Map<String, String> extension) {
        return extension.isEmpty() ? "of none" : String.join(" ", new TreeMap<>(extension).values());
    }

    private static MetadataConflictException differ(String column, ArrowClaim a, ArrowClaim b) {
        return new MetadataConflictException("column " + column + " is " + text(a) + " in some files and " + text(b)
                + " in others (" + ArrowSchema.KEY + "); write it with one type");
    }

    private static String text(ArrowClaim claim) {
        return claim.isRead() ? claim.label() : claim.label() + ", without an Arrow schema,";
    }
}
