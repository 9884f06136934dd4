package dev.coldpress.parquet.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Schemas that another writer of the same table may have used: fields missing, in other order, or optional instead of
 * required.
 */
final class SchemaVariants {

    private final Random random;
    private final boolean repeatedStays;

    private SchemaVariants(Random random, boolean repeatedStays) {
        this.random = random;
        this.repeatedStays = repeatedStays;
    }

    /**
     * Bare repeated fields stay, since they cannot be null.
     *
     * @param repeatedStays keep what is in a repeated group as well, for DuckDB: it takes a repeated group of one field
     *     for the outer half of a list
     */
    static MessageType of(MessageType base, Random random, boolean repeatedStays) {
        SchemaVariants variants = new SchemaVariants(random, repeatedStays);
        return new MessageType(base.getName() + random.nextInt(3), variants.some(base.getFields()));
    }

    /** At least one field stays. */
    private List<Type> some(List<Type> fields) {
        List<Type> kept = new ArrayList<>();
        for (Type field : fields) {
            if (random.nextInt(5) != 0 || field.isRepetition(Repetition.REPEATED)) {
                kept.add(variant(field));
            }
        }
        if (kept.isEmpty()) {
            kept.add(variant(fields.get(random.nextInt(fields.size()))));
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(kept, random);
        }
        return kept;
    }

    private Type variant(Type field) {
        if (field.isPrimitive()) {
            return withRepetition(field.asPrimitiveType(), optionality(field));
        }
        GroupType group = field.asGroupType();
        return group.getLogicalTypeAnnotation() == null
                ? withFields(group, optionality(group), fieldsOf(group))
                : withFields(group, optionality(group), List.of(variantOfRepeated(group.getType(0))));
    }

    /** The shape of lists and maps stays, and a map's key; what they hold may vary. */
    private Type variantOfRepeated(Type repeated) {
        if (repeated.isPrimitive()) {
            return repeated;
        }
        GroupType group = repeated.asGroupType();
        if (group.getName().equals("array")) {
            return withFields(group, Repetition.REPEATED, fieldsOf(group));
        }
        List<Type> fields = new ArrayList<>();
        for (Type field : group.getFields()) {
            fields.add(field.getName().equals("key") ? field : variant(field));
        }
        return withFields(group, Repetition.REPEATED, fields);
    }

    private List<Type> fieldsOf(GroupType group) {
        return repeatedStays && group.isRepetition(Repetition.REPEATED)
                ? group.getFields().stream().map(this::variant).toList()
                : some(group.getFields());
    }

    private Repetition optionality(Type field) {
        boolean flips = field.isRepetition(Repetition.REQUIRED) ? random.nextInt(4) == 0 : random.nextInt(12) == 0;
        if (field.isRepetition(Repetition.REPEATED) || !flips) {
            return field.getRepetition();
        }
        return field.isRepetition(Repetition.REQUIRED) ? Repetition.OPTIONAL : Repetition.REQUIRED;
    }

    private static Type withRepetition(PrimitiveType type, Repetition repetition) {
        if (type.getRepetition() == repetition || SampleLeaves.isAlwaysNull(type.getLogicalTypeAnnotation())) {
            return type;
        }
        SampleLeaves.Kind kind = new SampleLeaves.Kind(
                type.getPrimitiveTypeName(), type.getTypeLength(), type.getLogicalTypeAnnotation());
        return withIdOf(type, kind.type(repetition, type.getName(), type.columnOrder()));
    }

    private static Type withFields(GroupType group, Repetition repetition, List<Type> fields) {
        Types.GroupBuilder<GroupType> builder = Types.buildGroup(repetition);
        if (group.getLogicalTypeAnnotation() != null) {
            builder = builder.as(group.getLogicalTypeAnnotation());
        }
        return withIdOf(group, builder.addFields(fields.toArray(new Type[0])).named(group.getName()));
    }

    private static Type withIdOf(Type from, Type to) {
        return from.getId() == null ? to : to.withId(from.getId().intValue());
    }
}
