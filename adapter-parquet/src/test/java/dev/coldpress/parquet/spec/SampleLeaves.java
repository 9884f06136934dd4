package dev.coldpress.parquet.spec;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.NANOS;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT96;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Every physical type with every logical type that the format lets it have, geometry and variant left out. */
final class SampleLeaves {

    /** @param length of a FIXED_LEN_BYTE_ARRAY, else 0 */
    record Kind(
            PrimitiveTypeName physical,
            int length,
            @Nullable LogicalTypeAnnotation logical) {

        PrimitiveType type(Repetition repetition, String name, ColumnOrder floatOrder) {
            Types.PrimitiveBuilder<PrimitiveType> builder = Types.primitive(physical, repetition);
            if (length > 0) {
                builder = builder.length(length);
            }
            if (logical != null) {
                builder = builder.as(logical);
            }
            return isFloat() ? builder.columnOrder(floatOrder).named(name) : builder.named(name);
        }

        private boolean isFloat() {
            return physical == FLOAT
                    || physical == DOUBLE
                    || logical instanceof LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
        }
    }

    /** All but BSON: DuckDB refuses files with it, so it comes seldom. */
    static final List<Kind> ALL = all();

    private static final Kind BSON = new Kind(BINARY, 0, LogicalTypeAnnotation.bsonType());

    private SampleLeaves() {}

    static PrimitiveType random(Random random, Repetition repetition, String name) {
        Kind kind = random.nextInt(200) == 0 ? BSON : ALL.get(random.nextInt(ALL.size()));
        boolean alwaysNull = isAlwaysNull(kind.logical());
        ColumnOrder floatOrder = random.nextInt(4) == 0 ? ColumnOrder.ieee754TotalOrder() : ColumnOrder.typeDefined();
        return kind.type(
                alwaysNull && repetition == Repetition.REQUIRED ? Repetition.OPTIONAL : repetition, name, floatOrder);
    }

    /** The logical type UNKNOWN, which pyarrow gives to columns without any value. */
    static boolean isAlwaysNull(@Nullable LogicalTypeAnnotation logical) {
        return logical instanceof LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
    }

    private static List<Kind> all() {
        List<Kind> kinds = new ArrayList<>();
        for (PrimitiveTypeName bare : List.of(BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE, BINARY)) {
            kinds.add(new Kind(bare, 0, null));
        }
        for (int bits : new int[] {8, 16, 32, 64}) {
            PrimitiveTypeName carrier = bits == 64 ? INT64 : INT32;
            kinds.add(new Kind(carrier, 0, LogicalTypeAnnotation.intType(bits, true)));
            kinds.add(new Kind(carrier, 0, LogicalTypeAnnotation.intType(bits, false)));
        }
        kinds.addAll(decimals());
        kinds.addAll(times());
        kinds.add(new Kind(BINARY, 0, LogicalTypeAnnotation.stringType()));
        kinds.add(new Kind(BINARY, 0, LogicalTypeAnnotation.stringType()));
        kinds.add(new Kind(BINARY, 0, LogicalTypeAnnotation.enumType()));
        kinds.add(new Kind(BINARY, 0, LogicalTypeAnnotation.jsonType()));
        kinds.add(new Kind(FIXED_LEN_BYTE_ARRAY, 16, LogicalTypeAnnotation.uuidType()));
        kinds.add(new Kind(FIXED_LEN_BYTE_ARRAY, 2, LogicalTypeAnnotation.float16Type()));
        kinds.add(
                new Kind(FIXED_LEN_BYTE_ARRAY, 12, LogicalTypeAnnotation.IntervalLogicalTypeAnnotation.getInstance()));
        kinds.add(new Kind(FIXED_LEN_BYTE_ARRAY, 1, null));
        kinds.add(new Kind(FIXED_LEN_BYTE_ARRAY, 7, null));
        kinds.add(new Kind(INT32, 0, LogicalTypeAnnotation.unknownType()));
        return List.copyOf(kinds);
    }

    private static List<Kind> decimals() {
        return List.of(
                new Kind(INT32, 0, LogicalTypeAnnotation.decimalType(2, 9)),
                new Kind(INT64, 0, LogicalTypeAnnotation.decimalType(0, 18)),
                new Kind(INT64, 0, LogicalTypeAnnotation.decimalType(3, 7)),
                new Kind(BINARY, 0, LogicalTypeAnnotation.decimalType(5, 20)),
                new Kind(FIXED_LEN_BYTE_ARRAY, 4, LogicalTypeAnnotation.decimalType(1, 8)),
                new Kind(FIXED_LEN_BYTE_ARRAY, 16, LogicalTypeAnnotation.decimalType(10, 38)),
                new Kind(FIXED_LEN_BYTE_ARRAY, 24, LogicalTypeAnnotation.decimalType(4, 50)));
    }

    private static List<Kind> times() {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(new Kind(INT32, 0, LogicalTypeAnnotation.dateType()));
        for (boolean utc : new boolean[] {true, false}) {
            kinds.add(new Kind(INT32, 0, LogicalTypeAnnotation.timeType(utc, MILLIS)));
            kinds.add(new Kind(INT64, 0, LogicalTypeAnnotation.timeType(utc, MICROS)));
            kinds.add(new Kind(INT64, 0, LogicalTypeAnnotation.timeType(utc, NANOS)));
            for (TimeUnit unit : List.of(MILLIS, MICROS, NANOS)) {
                kinds.add(new Kind(INT64, 0, LogicalTypeAnnotation.timestampType(utc, unit)));
            }
        }
        return kinds;
    }
}
