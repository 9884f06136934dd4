package dev.coldpress.parquet.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Writes the occurrences of one field, row after row: how often it occurs by its own pattern, then what is in it. */
final class SampleField {

    private final Type type;
    private final int index;
    private final SampleOccurrences occurrences;
    private final List<SampleField> children;
    private final SampleLeafValues values;

    private SampleField(Type type, int index, int expectedRows, Random random) {
        this.type = type;
        this.index = index;
        this.occurrences = occurrencesOf(type, random);
        this.children = type.isPrimitive() ? List.of() : childrenOf(type.asGroupType(), expectedRows, random);
        this.values = type.isPrimitive()
                ? SampleLeafValues.random(type.asPrimitiveType(), expectedRows, random)
                : SampleLeafValues.NONE;
    }

    static List<SampleField> childrenOf(GroupType group, int expectedRows, Random random) {
        List<SampleField> children = new ArrayList<>();
        for (Type field : group.getFields()) {
            children.add(new SampleField(field, children.size(), expectedRows, random));
        }
        return List.copyOf(children);
    }

    private static SampleOccurrences occurrencesOf(Type type, Random random) {
        if (SampleLeaves.isAlwaysNull(type.getLogicalTypeAnnotation())) {
            return () -> 0;
        }
        Repetition repetition = type.getRepetition();
        return switch (repetition) {
            case REQUIRED -> () -> 1;
            case OPTIONAL -> SampleOccurrences.ofOptional(random);
            case REPEATED -> SampleOccurrences.ofRepeated(random);
        };
    }

    void write(RecordConsumer out) {
        int count = occurrences.next();
        if (count == 0) {
            return;
        }
        out.startField(type.getName(), index);
        for (int i = 0; i < count; i++) {
            if (type.isPrimitive()) {
                writeLeaf(out, values.next());
            } else {
                out.startGroup();
                children.forEach(child -> child.write(out));
                out.endGroup();
            }
        }
        out.endField(type.getName(), index);
    }

    private static void writeLeaf(RecordConsumer out, Object value) {
        if (value instanceof Boolean b) {
            out.addBoolean(b);
        } else if (value instanceof Integer i) {
            out.addInteger(i);
        } else if (value instanceof Long l) {
            out.addLong(l);
        } else if (value instanceof Float f) {
            out.addFloat(f);
        } else if (value instanceof Double d) {
            out.addDouble(d);
        } else {
            out.addBinary((Binary) value);
        }
    }
}
