package dev.coldpress.parquet.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Which values a leaf takes, row after row: few, mostly different, all different, ascending, or first few and then
 * different ones.
 */
interface SampleLeafValues {

    SampleLeafValues NONE = () -> {
        throw new IllegalStateException("A group has no values of its own");
    };

    int TRIES_FOR_ANOTHER = 8;

    Object next();

    static SampleLeafValues random(PrimitiveType type, int expectedRows, Random random) {
        SampleValues fresh = new SampleValues(type, random, random.nextInt(3) == 0);
        int kind = random.nextInt(6);
        if (kind == 0 && isPlainNumber(type)) {
            return ascending(type, random);
        }
        if (kind == 1) {
            return fresh::next;
        }
        if (kind == 5) {
            return distinct(fresh);
        }
        return pool(fresh, kind == 2 ? 1 : 1 + random.nextInt(40), kind == 4 ? expectedRows / 2 : -1, random);
    }

    /** Each value once, as far as the type has so many. */
    private static SampleLeafValues distinct(SampleValues fresh) {
        Set<Object> seen = new HashSet<>();
        return () -> {
            Object value = fresh.next();
            for (int i = 0; i < TRIES_FOR_ANOTHER && !seen.add(value); i++) {
                value = fresh.next();
            }
            return value;
        };
    }

    private static boolean isPlainNumber(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() == null
                && (type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
                        || type.getPrimitiveTypeName() == PrimitiveTypeName.INT64);
    }

    private static SampleLeafValues ascending(PrimitiveType type, Random random) {
        long[] last = {random.nextInt(1_000)};
        boolean narrow = type.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
        return () -> {
            last[0] += random.nextInt(3);
            return narrow ? (Object) Math.toIntExact(last[0]) : (Object) last[0];
        };
    }

    /** @param freshAfter so many values, every one is new, which makes a dictionary overflow; negative for never */
    private static SampleLeafValues pool(SampleValues fresh, int size, int freshAfter, Random random) {
        List<Object> pool = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pool.add(fresh.next());
        }
        int[] count = {0};
        return () -> freshAfter >= 0 && count[0]++ >= freshAfter ? fresh.next() : pool.get(random.nextInt(pool.size()));
    }
}
