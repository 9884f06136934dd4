package dev.coldpress.acceptance.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;

/**
 * Reads files record by record with parquet-java. It tells which files parquet-java can read at all, and compares those
 * that no independent engine knows; it shares the decoders with the product and proves less than the others.
 */
public final class ParquetJavaRows {

    private ParquetJavaRows() {}

    /** Hears the records of a file, in order. */
    public interface RecordSink {
        void accept(Group row) throws IOException;
    }

    public static MessageType schema(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getFileMetaData().getSchema();
        }
    }

    /** The footer's key-value metadata. */
    public static Map<String, String> metadata(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getFileMetaData().getKeyValueMetaData();
        }
    }

    public static void forEach(Path file, RecordSink sink) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> rows = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long row = 0; row < pages.getRowCount(); row++) {
                    sink.accept(rows.read());
                }
            }
        }
    }

    /** One digest per top-level column over the values of all files, in the order of the list. */
    public static Map<String, String> digests(List<Path> files) throws IOException {
        Map<String, ValueDigest> digests = new LinkedHashMap<>();
        for (Path file : files) {
            schema(file).getFields().forEach(field -> digests.put(field.getName(), new ValueDigest()));
        }
        for (Path file : files) {
            forEach(file, row -> addRow(row, digests));
        }
        Map<String, String> result = new LinkedHashMap<>();
        digests.forEach((name, digest) -> result.put(name, digest.hex()));
        return result;
    }

    private static void addRow(Group row, Map<String, ValueDigest> digests) {
        for (int field = 0; field < row.getType().getFieldCount(); field++) {
            ValueDigest digest = digests.get(row.getType().getFieldName(field));
            if (digest != null) {
                addField(row, field, digest);
            }
        }
    }

    private static void addField(Group group, int field, ValueDigest digest) {
        GroupType type = group.getType();
        int repetitions = group.getFieldRepetitionCount(field);
        digest.add(repetitions);
        for (int i = 0; i < repetitions; i++) {
            if (type.getType(field).isPrimitive()) {
                digest.add(primitive(group, field, i));
            } else {
                Group child = group.getGroup(field, i);
                for (int inner = 0; inner < child.getType().getFieldCount(); inner++) {
                    addField(child, inner, digest);
                }
            }
        }
    }

    private static Object primitive(Group group, int field, int index) {
        return switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> group.getBoolean(field, index);
            case INT32 -> group.getInteger(field, index);
            case INT64 -> group.getLong(field, index);
            case FLOAT -> Float.floatToRawIntBits(group.getFloat(field, index));
            case DOUBLE -> Double.doubleToRawLongBits(group.getDouble(field, index));
            case INT96 -> SparkValues.hex(group.getInt96(field, index).getBytes());
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                SparkValues.hex(group.getBinary(field, index).getBytes());
        };
    }
}
