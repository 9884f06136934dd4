package dev.coldpress.acceptance.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.jspecify.annotations.Nullable;

/**
 * Copies values out of Spark's column vectors into JDK objects with a useful equals method, because Spark reuses the
 * vectors for the next batch. Binary values become hexadecimal text, and a map becomes a list of key and value pairs,
 * so that the order of entries and duplicate keys count.
 */
final class SparkValues {

    private SparkValues() {}

    static @Nullable Object toJava(SpecializedGetters row, int i, DataType type) {
        if (row.isNullAt(i)) {
            return null;
        } else if (type instanceof StringType) {
            return text(row.getUTF8String(i).getBytes());
        } else if (type instanceof BinaryType) {
            return hex(row.getBinary(i));
        } else if (type instanceof DecimalType decimal) {
            return row.getDecimal(i, decimal.precision(), decimal.scale()).toJavaBigDecimal();
        } else if (type instanceof DateType) {
            return LocalDate.ofEpochDay(row.getInt(i));
        } else if (type instanceof TimestampType) {
            return instant(row.getLong(i));
        } else if (type instanceof TimestampNTZType) {
            return LocalDateTime.ofInstant(instant(row.getLong(i)), ZoneOffset.UTC);
        } else if (type instanceof ArrayType array) {
            return list((ColumnarArray) row.getArray(i), array.elementType());
        } else if (type instanceof MapType map) {
            return entries((ColumnarMap) row.getMap(i), map);
        } else if (type instanceof StructType struct) {
            return struct(row.getStruct(i, struct.size()), struct);
        }
        return row.get(i, type);
    }

    static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    private static String text(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8) ? text : hex(utf8);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static List<@Nullable Object> list(ColumnarArray array, DataType type) {
        List<@Nullable Object> values = new ArrayList<>(array.numElements());
        for (int i = 0; i < array.numElements(); i++) {
            values.add(toJava(array, i, type));
        }
        return values;
    }

    private static List<Object> entries(ColumnarMap map, MapType type) {
        List<@Nullable Object> keys = list(map.keyArray(), type.keyType());
        List<@Nullable Object> values = list(map.valueArray(), type.valueType());
        List<Object> entries = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("key", keys.get(i));
            entry.put("value", values.get(i));
            entries.add(entry);
        }
        return entries;
    }

    private static Map<String, @Nullable Object> struct(SpecializedGetters row, StructType type) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        StructField[] fields = type.fields();
        for (int i = 0; i < fields.length; i++) {
            values.put(fields[i].name(), toJava(row, i, fields[i].dataType()));
        }
        return values;
    }
}
