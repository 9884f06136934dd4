package dev.coldpress.port.parquet;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A field of a Parquet schema: a leaf with a physical type, or a group with children.
 *
 * @param logicalType the logical type as text, such as {@code STRING}, {@code DECIMAL(9,2)} or
 *     {@code TIMESTAMP(MICROS,true)}; empty for none. The codec writes and reads this text; the domain only compares
 *     it, and knows the names {@code LIST}, {@code MAP}, {@code MAP_KEY_VALUE}, {@code VARIANT(...)}, {@code UNKNOWN}
 *     and {@code INTEGER(width,signed)}
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

    /**
     * Whether this is a column of the format's null type, which holds nothing but nulls, whatever its physical type.
     */
    public boolean isNullType() {
        return isLeaf() && logicalType.equals("UNKNOWN");
    }

    /**
     * Whether the values of two fields mean the same, their children aside: the physical type, its length and the
     * logical type. A signed integer as wide as its physical type is that type without a logical one (LogicalTypes.md,
     * "Signed Integers").
     */
    public boolean hasTypeOf(SchemaNode other) {
        return physicalType == other.physicalType
                && typeLength == other.typeLength
                && meaning().equals(other.meaning());
    }

    private String meaning() {
        boolean isBare = (physicalType == PhysicalType.INT32 && logicalType.equals("INTEGER(32,true)"))
                || (physicalType == PhysicalType.INT64 && logicalType.equals("INTEGER(64,true)"));
        return isBare ? "" : logicalType;
    }

    /**
     * The type in the words of the format, for people: {@code INT64}, {@code BYTE_ARRAY (STRING)},
     * {@code a group (LIST)}.
     */
    public String typeName() {
        String length = typeLength > 0 ? "(" + typeLength + ")" : "";
        String name = physicalType == null ? "a group" : physicalType + length;
        return logicalType.isEmpty() ? name : name + " (" + logicalType + ")";
    }

    public SchemaNode withRepetition(Repetition other) {
        return new SchemaNode(name, other, fieldId, logicalType, physicalType, typeLength, children);
    }

    /** The same leaf with another type. */
    SchemaNode withType(String otherLogicalType, @Nullable PhysicalType otherPhysicalType, int otherLength) {
        return new SchemaNode(name, repetition, fieldId, otherLogicalType, otherPhysicalType, otherLength, children);
    }

    public SchemaNode withChildren(List<SchemaNode> others) {
        return new SchemaNode(name, repetition, fieldId, logicalType, physicalType, typeLength, others);
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaNode that
                && repetition == that.repetition
                && physicalType == that.physicalType
                && typeLength == that.typeLength
                && name.equals(that.name)
                && fieldId.equals(that.fieldId)
                && logicalType.equals(that.logicalType)
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, repetition, fieldId, logicalType, physicalType, typeLength, children);
    }
}
