package dev.coldpress.port.parquet;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A field of a Parquet schema: a leaf with a physical type, or a group with children.
 *
 * @param logicalType the logical type as text, such as {@code STRING}, {@code DECIMAL(9,2)} or
 *     {@code TIMESTAMP(MICROS,true)}; empty for none. The codec writes and reads this text; the domain only compares it,
 *     and knows the names {@code LIST}, {@code MAP}, {@code MAP_KEY_VALUE} and {@code VARIANT(...)}
 * @param physicalType null for a group
 * @param typeLength bytes of a FIXED_LEN_BYTE_ARRAY; 0 for all else
 * @param children empty for a leaf, and for nothing else
 */
public record SchemaNode(
        String name,
        Repetition repetition,
        OptionalInt fieldId,
        String logicalType,
        @Nullable PhysicalType physicalType,
        int typeLength,
        List<SchemaNode> children) {

    public SchemaNode {
        children = List.copyOf(children);
        if ((physicalType == null) == children.isEmpty()) {
            throw new IllegalArgumentException("A schema node is a leaf with a type or a group with children: " + name);
        }
    }

    public boolean isLeaf() {
        return physicalType != null;
    }

    public SchemaNode withRepetition(Repetition other) {
        return new SchemaNode(name, other, fieldId, logicalType, physicalType, typeLength, children);
    }

    public SchemaNode withChildren(List<SchemaNode> others) {
        return new SchemaNode(name, repetition, fieldId, logicalType, physicalType, typeLength, others);
    }
}
