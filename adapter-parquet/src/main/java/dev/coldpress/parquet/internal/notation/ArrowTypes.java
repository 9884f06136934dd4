package dev.coldpress.parquet.internal.notation;

import com.google.flatbuffers.FlatBufferBuilder;
import com.google.flatbuffers.Table;
import dev.coldpress.port.parquet.ArrowField;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;

/** Arrow's types as the text of {@link ArrowField#type}. */
final class ArrowTypes {

    private static final List<String> TIME_UNITS = List.of("s", "ms", "us", "ns");
    private static final List<String> PRECISIONS = List.of("half", "single", "double");
    private static final List<String> INTERVALS = List.of("year_month", "day_time", "month_day_nano");

    /** Types without parameters. */
    private static final Map<Byte, String> PLAIN = Map.ofEntries(
            Map.entry(Type.Null, "null"),
            Map.entry(Type.Bool, "bool"),
            Map.entry(Type.Binary, "binary"),
            Map.entry(Type.LargeBinary, "large_binary"),
            Map.entry(Type.BinaryView, "binary_view"),
            Map.entry(Type.Utf8, "utf8"),
            Map.entry(Type.LargeUtf8, "large_utf8"),
            Map.entry(Type.Utf8View, "utf8_view"),
            Map.entry(Type.List, "list"),
            Map.entry(Type.LargeList, "large_list"),
            Map.entry(Type.ListView, "list_view"),
            Map.entry(Type.LargeListView, "large_list_view"),
            Map.entry(Type.Struct_, "struct"));

    private ArrowTypes() {}

    /**
     * The type of a field.
     *
     * @throws IllegalArgumentException if {@link ArrowField#type} has no name for it
     */
    static String read(Field field) {
        byte kind = field.typeType();
        String plain = PLAIN.get(kind);
        return plain != null ? plain : readWithParameters(field, kind);
    }

    private static String readWithParameters(Field field, byte kind) {
        return switch (kind) {
            case Type.Int -> {
                Int type = of(field, new Int());
                yield "int(" + type.bitWidth() + "," + type.isSigned() + ")";
            }
            case Type.FloatingPoint ->
                "float(" + PRECISIONS.get(of(field, new FloatingPoint()).precision()) + ")";
            case Type.Decimal -> {
                Decimal type = of(field, new Decimal());
                yield "decimal(" + type.bitWidth() + "," + type.precision() + "," + type.scale() + ")";
            }
            case Type.Map ->
                "map(" + of(field, new org.apache.arrow.flatbuf.Map()).keysSorted() + ")";
            case Type.FixedSizeBinary ->
                "fixed_size_binary(" + of(field, new FixedSizeBinary()).byteWidth() + ")";
            case Type.FixedSizeList ->
                "fixed_size_list(" + of(field, new FixedSizeList()).listSize() + ")";
            default -> readTime(field, kind);
        };
    }

    private static String readTime(Field field, byte kind) {
        return switch (kind) {
            case Type.Date -> of(field, new Date()).unit() == DateUnit.DAY ? "date(day)" : "date(ms)";
            case Type.Time -> {
                Time type = of(field, new Time());
                String unit = TIME_UNITS.get(type.unit());
                if (type.bitWidth() != timeBits(unit)) {
                    throw new IllegalArgumentException("A time in " + unit + " of " + type.bitWidth() + " bits");
                }
                yield "time(" + unit + ")";
            }
            case Type.Timestamp -> {
                Timestamp type = of(field, new Timestamp());
                String zone = type.timezone() == null ? "" : type.timezone();
                yield "timestamp(" + TIME_UNITS.get(type.unit()) + (zone.isEmpty() ? "" : "," + zone) + ")";
            }
            case Type.Duration ->
                "duration(" + TIME_UNITS.get(of(field, new Duration()).unit()) + ")";
            case Type.Interval ->
                "interval(" + INTERVALS.get(of(field, new Interval()).unit()) + ")";
            default -> throw new IllegalArgumentException("An Arrow type that has no name here: " + Type.name(kind));
        };
    }

    private static <T extends Table> T of(Field field, T type) {
        field.type(type);
        return type;
    }

    private static int timeBits(String unit) {
        return unit.equals("s") || unit.equals("ms") ? Integer.SIZE : Long.SIZE;
    }

    /** The number that stands for the type. */
    static byte kind(String type) {
        String name = name(type);
        for (Map.Entry<Byte, String> plain : PLAIN.entrySet()) {
            if (plain.getValue().equals(name)) {
                return plain.getKey();
            }
        }
        return switch (name) {
            case "int" -> Type.Int;
            case "float" -> Type.FloatingPoint;
            case "decimal" -> Type.Decimal;
            case "map" -> Type.Map;
            case "fixed_size_binary" -> Type.FixedSizeBinary;
            case "fixed_size_list" -> Type.FixedSizeList;
            case "date" -> Type.Date;
            case "time" -> Type.Time;
            case "timestamp" -> Type.Timestamp;
            case "duration" -> Type.Duration;
            case "interval" -> Type.Interval;
            default -> throw unnamed(type);
        };
    }

    /** Writes the table of the type, and returns where it is. */
    static int write(String type, FlatBufferBuilder into) {
        String[] parameters = parameters(type);
        return switch (name(type)) {
            case "int" -> writeInt(Integer.parseInt(parameters[0]), Boolean.parseBoolean(parameters[1]), into);
            case "float" -> FloatingPoint.createFloatingPoint(into, (short) PRECISIONS.indexOf(parameters[0]));
            case "decimal" ->
                Decimal.createDecimal(
                        into,
                        Integer.parseInt(parameters[1]),
                        Integer.parseInt(parameters[2]),
                        Integer.parseInt(parameters[0]));
            case "map" -> org.apache.arrow.flatbuf.Map.createMap(into, Boolean.parseBoolean(parameters[0]));
            case "fixed_size_binary" -> FixedSizeBinary.createFixedSizeBinary(into, Integer.parseInt(parameters[0]));
            case "fixed_size_list" -> FixedSizeList.createFixedSizeList(into, Integer.parseInt(parameters[0]));
            case "date" -> Date.createDate(into, parameters[0].equals("day") ? DateUnit.DAY : DateUnit.MILLISECOND);
            case "time" -> Time.createTime(into, unit(parameters), timeBits(parameters[0]));
            case "timestamp" -> {
                boolean hasZone = parameters.length > 1;
                int zone = hasZone ? into.createString(type.substring(type.indexOf(',') + 1, type.length() - 1)) : 0;
                yield Timestamp.createTimestamp(into, unit(parameters), zone);
            }
            case "duration" -> Duration.createDuration(into, unit(parameters));
            case "interval" -> Interval.createInterval(into, (short) INTERVALS.indexOf(parameters[0]));
            default -> writePlain(type, into);
        };
    }

    static int writeInt(int bits, boolean signed, FlatBufferBuilder into) {
        return Int.createInt(into, bits, signed);
    }

    /** A table without fields. */
    private static int writePlain(String type, FlatBufferBuilder into) {
        if (!PLAIN.containsValue(type)) {
            throw unnamed(type);
        }
        into.startTable(0);
        return into.endTable();
    }

    private static short unit(String[] parameters) {
        return (short) TIME_UNITS.indexOf(parameters[0]);
    }

    private static String name(String type) {
        int open = type.indexOf('(');
        return open < 0 ? type : type.substring(0, open);
    }

    private static String[] parameters(String type) {
        int open = type.indexOf('(');
        return open < 0
                ? new String[0]
                : type.substring(open + 1, type.length() - 1).split(",", 3);
    }

    private static IllegalArgumentException unnamed(String type) {
        return new IllegalArgumentException("No Arrow type: " + type);
    }
}
