package dev.coldpress.port.parquet;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether columns whose types differ share an output in the type that holds the values of both. */
public enum Widening {
    /** Files with different types stay apart. */
    NONE,
    /**
     * Signed integers become longer ones, FLOAT becomes DOUBLE, and decimals get more digits before the point: what
     * Iceberg and Delta Lake let a column's type become, because each value stays the same value.
     */
    SAFE;

    /** Trino, Spark, Hive and Iceberg read no decimal with more digits, and DuckDB reads other values. */
    private static final int MOST_DIGITS = 38;

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
    private static final Pattern SIGNED = Pattern.compile("INTEGER\\((\\d+),true\\)");
    private static final Set<PhysicalType> NUMBERS =
            Set.of(PhysicalType.INT32, PhysicalType.INT64, PhysicalType.FIXED_LEN_BYTE_ARRAY);

    /**
     * The type that holds the values of both fields, which have different ones.
     *
     * @return a field as the first one but for its type; empty if there is none
     */
    public Optional<SchemaNode> unite(SchemaNode first, SchemaNode second) {
        if (this == NONE || !first.isLeaf() || !second.isLeaf()) {
            return Optional.empty();
        }
        int a = signedBits(first);
        int b = signedBits(second);
        if (a > 0 && b > 0) {
            return Optional.of(b > a ? typed(first, second) : first);
        }
        if (isFloating(first) && isFloating(second)) {
            return Optional.of(second.physicalType() == PhysicalType.DOUBLE ? typed(first, second) : first);
        }
        return decimal(first, second);
    }

    /** Whether values of one field become those of another as they are, or longer. */
    public static boolean fits(SchemaNode source, SchemaNode target) {
        return SAFE.unite(target, source).filter(target::hasTypeOf).isPresent();
    }

    private static SchemaNode typed(SchemaNode node, SchemaNode type) {
        return node.withType(type.logicalType(), type.physicalType(), type.typeLength());
    }

    /** 0 for what is no signed integer. */
    private static int signedBits(SchemaNode node) {
        Matcher signed = SIGNED.matcher(node.logicalType());
        if (signed.matches()) {
            return Integer.parseInt(signed.group(1));
        }
        if (!node.logicalType().isEmpty()) {
            return 0;
        }
        return node.physicalType() == PhysicalType.INT32
                ? Integer.SIZE
                : node.physicalType() == PhysicalType.INT64 ? Long.SIZE : 0;
    }

    private static boolean isFloating(SchemaNode node) {
        return node.logicalType().isEmpty()
                && (node.physicalType() == PhysicalType.FLOAT || node.physicalType() == PhysicalType.DOUBLE);
    }

    /** The more digits of the two, in the longer of the two numbers: that holds both, whatever writers chose. */
    private static Optional<SchemaNode> decimal(SchemaNode first, SchemaNode second) {
        Matcher a = DECIMAL.matcher(first.logicalType());
        Matcher b = DECIMAL.matcher(second.logicalType());
        if (!a.matches() || !b.matches() || !a.group(2).equals(b.group(2))) {
            return Optional.empty();
        }
        int digitsOfFirst = Integer.parseInt(a.group(1));
        int digitsOfSecond = Integer.parseInt(b.group(1));
        if ((digitsOfFirst > MOST_DIGITS) != (digitsOfSecond > MOST_DIGITS)) {
            return Optional.empty();
        }
        SchemaNode digits = digitsOfSecond > digitsOfFirst ? second : first;
        if (first.physicalType() == PhysicalType.BYTE_ARRAY && second.physicalType() == PhysicalType.BYTE_ARRAY) {
            return Optional.of(typed(first, digits));
        }
        if (!NUMBERS.contains(first.physicalType()) || !NUMBERS.contains(second.physicalType())) {
            return Optional.empty();
        }
        SchemaNode number = bytes(second) > bytes(first) ? second : first;
        return Optional.of(first.withType(digits.logicalType(), number.physicalType(), number.typeLength()));
    }

    /**
     * Of two numbers of one length, the one in an array of bytes is the longer one: each INT64 fits into eight bytes.
     */
    private static double bytes(SchemaNode node) {
        return node.physicalType() == PhysicalType.INT32
                ? Integer.BYTES
                : node.physicalType() == PhysicalType.INT64 ? Long.BYTES : node.typeLength() + 0.5;
    }
}
