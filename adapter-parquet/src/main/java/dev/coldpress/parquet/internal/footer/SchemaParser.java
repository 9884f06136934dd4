package dev.coldpress.parquet.internal.footer;

import static dev.coldpress.parquet.internal.bytes.CompactReader.BINARY;
import static dev.coldpress.parquet.internal.bytes.CompactReader.BOOL;
import static dev.coldpress.parquet.internal.bytes.CompactReader.BYTE;
import static dev.coldpress.parquet.internal.bytes.CompactReader.I32;
import static dev.coldpress.parquet.internal.bytes.CompactReader.STRUCT;

import dev.coldpress.parquet.internal.bytes.CompactReader;
import dev.coldpress.parquet.internal.bytes.ContentException;
import java.util.List;
import org.apache.parquet.format.BsonType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.EdgeInterpolationAlgorithm;
import org.apache.parquet.format.EnumType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.Float16Type;
import org.apache.parquet.format.GeographyType;
import org.apache.parquet.format.GeometryType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.JsonType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.NullType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.UUIDType;
import org.apache.parquet.format.VariantType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the schema of a footer. What this version of the format has not (numbers of enumerations, members of unions,
 * fields of structures) refuses the file: a schema written again without it would mean something else.
 */
final class SchemaParser {

    private final CompactReader in;

    /** What the element at hand has that is not known. */
    private @Nullable String unknown;

    private SchemaParser(CompactReader in) {
        this.in = in;
    }

    /** @throws ContentException if an element lacks its name, or has something that is not known here */
    static List<SchemaElement> elements(CompactReader in) {
        SchemaParser parser = new SchemaParser(in);
        return in.list(STRUCT, any -> parser.element());
    }

    private SchemaElement element() {
        unknown = null;
        SchemaElement element = new SchemaElement();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I32 -> element.setType(type(in.i32()));
                case 2 << 4 | I32 -> element.setType_length(in.i32());
                case 3 << 4 | I32 -> element.setRepetition_type(repetition(in.i32()));
                case 4 << 4 | BINARY -> element.setName(in.string());
                case 5 << 4 | I32 -> element.setNum_children(in.i32());
                case 6 << 4 | I32 -> element.setConverted_type(convertedType(in.i32()));
                case 7 << 4 | I32 -> element.setScale(in.i32());
                case 8 << 4 | I32 -> element.setPrecision(in.i32());
                case 9 << 4 | I32 -> element.setField_id(in.i32());
                case 10 << 4 | STRUCT -> element.setLogicalType(logicalType());
                default -> unknownField("SchemaElement");
            }
        }
        in.end(outer);
        Rules.requireSet(element.isSetName(), "SchemaElement", "name");
        if (unknown != null) {
            throw ContentException.unsupported("the field " + element.getName() + " has the unknown " + unknown);
        }
        return element;
    }

    private void unknownField(String structure) {
        unknown = "field " + in.id() + " of " + structure;
        in.skip();
    }

    private void requireKnown(@Nullable Object value, String what, int number) {
        if (value == null) {
            unknown = what + " " + number;
        }
    }

    private @Nullable Type type(int number) {
        Type type = Type.findByValue(number);
        requireKnown(type, "type", number);
        return type;
    }

    private @Nullable FieldRepetitionType repetition(int number) {
        FieldRepetitionType repetition = FieldRepetitionType.findByValue(number);
        requireKnown(repetition, "repetition type", number);
        return repetition;
    }

    private @Nullable ConvertedType convertedType(int number) {
        ConvertedType type = ConvertedType.findByValue(number);
        requireKnown(type, "converted type", number);
        return type;
    }

    private LogicalType logicalType() {
        LogicalType type = new LogicalType();
        int outer = in.begin();
        while (in.next()) {
            Rules.requireUnset(type, "LogicalType");
            switch (in.field()) {
                case 1 << 4 | STRUCT -> type = empty("StringType", LogicalType.STRING(new StringType()));
                case 2 << 4 | STRUCT -> type = empty("MapType", LogicalType.MAP(new MapType()));
                case 3 << 4 | STRUCT -> type = empty("ListType", LogicalType.LIST(new ListType()));
                case 4 << 4 | STRUCT -> type = empty("EnumType", LogicalType.ENUM(new EnumType()));
                case 5 << 4 | STRUCT -> type = LogicalType.DECIMAL(decimal());
                case 6 << 4 | STRUCT -> type = empty("DateType", LogicalType.DATE(new DateType()));
                case 7 << 4 | STRUCT -> type = LogicalType.TIME(time());
                case 8 << 4 | STRUCT -> type = LogicalType.TIMESTAMP(timestamp());
                case 10 << 4 | STRUCT -> type = LogicalType.INTEGER(integer());
                case 11 << 4 | STRUCT -> type = empty("NullType", LogicalType.UNKNOWN(new NullType()));
                case 12 << 4 | STRUCT -> type = empty("JsonType", LogicalType.JSON(new JsonType()));
                case 13 << 4 | STRUCT -> type = empty("BsonType", LogicalType.BSON(new BsonType()));
                case 14 << 4 | STRUCT -> type = empty("UUIDType", LogicalType.UUID(new UUIDType()));
                case 15 << 4 | STRUCT -> type = empty("Float16Type", LogicalType.FLOAT16(new Float16Type()));
                case 16 << 4 | STRUCT -> type = LogicalType.VARIANT(variant());
                case 17 << 4 | STRUCT -> type = LogicalType.GEOMETRY(geometry());
                case 18 << 4 | STRUCT -> type = LogicalType.GEOGRAPHY(geography());
                default -> unknownField("LogicalType");
            }
        }
        in.end(outer);
        return type;
    }

    /** A structure without fields. */
    private <T> T empty(String structure, T value) {
        int outer = in.begin();
        while (in.next()) {
            unknownField(structure);
        }
        in.end(outer);
        return value;
    }

    private DecimalType decimal() {
        DecimalType decimal = new DecimalType();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | I32 -> decimal.setScale(in.i32());
                case 2 << 4 | I32 -> decimal.setPrecision(in.i32());
                default -> unknownField("DecimalType");
            }
        }
        in.end(outer);
        Rules.requireSet(decimal.isSetScale(), "DecimalType", "scale");
        Rules.requireSet(decimal.isSetPrecision(), "DecimalType", "precision");
        return decimal;
    }

    private TimeType time() {
        TimeType time = new TimeType();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | BOOL -> time.setIsAdjustedToUTC(in.bool());
                case 2 << 4 | STRUCT -> time.setUnit(unit());
                default -> unknownField("TimeType");
            }
        }
        in.end(outer);
        Rules.requireSet(time.isSetIsAdjustedToUTC(), "TimeType", "isAdjustedToUTC");
        Rules.requireSet(time.isSetUnit(), "TimeType", "unit");
        return time;
    }

    private TimestampType timestamp() {
        TimestampType timestamp = new TimestampType();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | BOOL -> timestamp.setIsAdjustedToUTC(in.bool());
                case 2 << 4 | STRUCT -> timestamp.setUnit(unit());
                default -> unknownField("TimestampType");
            }
        }
        in.end(outer);
        Rules.requireSet(timestamp.isSetIsAdjustedToUTC(), "TimestampType", "isAdjustedToUTC");
        Rules.requireSet(timestamp.isSetUnit(), "TimestampType", "unit");
        return timestamp;
    }

    private TimeUnit unit() {
        TimeUnit unit = new TimeUnit();
        int outer = in.begin();
        while (in.next()) {
            Rules.requireUnset(unit, "TimeUnit");
            switch (in.field()) {
                case 1 << 4 | STRUCT -> unit = empty("MilliSeconds", TimeUnit.MILLIS(new MilliSeconds()));
                case 2 << 4 | STRUCT -> unit = empty("MicroSeconds", TimeUnit.MICROS(new MicroSeconds()));
                case 3 << 4 | STRUCT -> unit = empty("NanoSeconds", TimeUnit.NANOS(new NanoSeconds()));
                default -> unknownField("TimeUnit");
            }
        }
        in.end(outer);
        return unit;
    }

    private IntType integer() {
        IntType integer = new IntType();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | BYTE -> integer.setBitWidth(in.i8());
                case 2 << 4 | BOOL -> integer.setIsSigned(in.bool());
                default -> unknownField("IntType");
            }
        }
        in.end(outer);
        Rules.requireSet(integer.isSetBitWidth(), "IntType", "bitWidth");
        Rules.requireSet(integer.isSetIsSigned(), "IntType", "isSigned");
        return integer;
    }

    private VariantType variant() {
        VariantType variant = new VariantType();
        int outer = in.begin();
        while (in.next()) {
            if (in.field() == (1 << 4 | BYTE)) {
                variant.setSpecification_version(in.i8());
            } else {
                unknownField("VariantType");
            }
        }
        in.end(outer);
        return variant;
    }

    private GeometryType geometry() {
        GeometryType geometry = new GeometryType();
        int outer = in.begin();
        while (in.next()) {
            if (in.field() == (1 << 4 | BINARY)) {
                geometry.setCrs(in.string());
            } else {
                unknownField("GeometryType");
            }
        }
        in.end(outer);
        return geometry;
    }

    private GeographyType geography() {
        GeographyType geography = new GeographyType();
        int outer = in.begin();
        while (in.next()) {
            switch (in.field()) {
                case 1 << 4 | BINARY -> geography.setCrs(in.string());
                case 2 << 4 | I32 -> geography.setAlgorithm(algorithm(in.i32()));
                default -> unknownField("GeographyType");
            }
        }
        in.end(outer);
        return geography;
    }

    private @Nullable EdgeInterpolationAlgorithm algorithm(int number) {
        EdgeInterpolationAlgorithm algorithm = EdgeInterpolationAlgorithm.findByValue(number);
        requireKnown(algorithm, "algorithm", number);
        return algorithm;
    }
}
