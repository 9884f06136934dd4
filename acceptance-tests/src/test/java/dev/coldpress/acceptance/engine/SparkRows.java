package dev.coldpress.acceptance.engine;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.execution.datasources.parquet.VectorizedParquetRecordReader;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads any local Parquet file with the code that Spark executors run, so that a file which only Spark misreads is
 * noticed. The batch size is Spark's default on purpose: the page order fault depends on where batches end.
 *
 * <p>Spark cannot read BYTE_STREAM_SPLIT, decimals of more than 38 digits (which shows as a
 * {@link NoClassDefFoundError} here), VARIANT and deprecated LZ4.
 */
public final class SparkRows {

    private static final int SPARK_DEFAULT_BATCH_ROWS = 4096;

    private SparkRows() {}

    /** Every value of every top-level column in file order, see {@link SparkValues} for the Java types. */
    public static Map<String, List<@Nullable Object>> read(Path file) throws IOException {
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        forEachValue(
                file,
                (name, value) ->
                        columns.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
        return columns;
    }

    /**
     * One digest per top-level column over the values of all files, in the order of the list, for files whose values
     * would not fit in the heap. All files must have the same columns, in any order; a file without rows counts too.
     */
    public static Map<String, String> digests(List<Path> files) throws IOException {
        Map<String, ValueDigest> digests = new LinkedHashMap<>();
        for (Path file : files) {
            for (String name : schema(file, configuration()).fieldNames()) {
                digests.computeIfAbsent(name, n -> new ValueDigest());
            }
            forEachValue(
                    file,
                    (name, value) -> digests.computeIfAbsent(name, n -> new ValueDigest())
                            .add(value));
        }
        Map<String, String> result = new LinkedHashMap<>();
        digests.forEach((name, digest) -> result.put(name, digest.hex()));
        return result;
    }

    /** Hears the values of a file: column after column within a batch, and rows in file order per column. */
    private interface ValueSink {
        void accept(String column, @Nullable Object value);
    }

    private static void forEachValue(Path file, ValueSink sink) throws IOException {
        Configuration conf = configuration();
        StructType schema = schema(file, conf);
        try (VectorizedParquetRecordReader reader = open(file, schema, conf)) {
            ColumnarBatch batch = reader.resultBatch();
            while (reader.nextBatch()) {
                StructField[] fields = schema.fields();
                for (int column = 0; column < fields.length; column++) {
                    for (int row = 0; row < batch.numRows(); row++) {
                        Object value = SparkValues.toJava(batch.getRow(row), column, fields[column].dataType());
                        sink.accept(fields[column].name(), value);
                    }
                }
            }
        }
    }

    /**
     * Uses the input split path and not {@code initialize(String, List)}: the latter is for Spark's own tests, rejects
     * INT96 and does not know the writer version, on which the reading of old DELTA_BYTE_ARRAY pages depends.
     */
    private static VectorizedParquetRecordReader open(Path file, StructType schema, Configuration conf)
            throws IOException {
        conf.set(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA(), schema.json());
        FileSplit split =
                new FileSplit(new org.apache.hadoop.fs.Path(file.toUri()), 0, Files.size(file), new String[0]);
        VectorizedParquetRecordReader reader = new VectorizedParquetRecordReader(
                null, "CORRECTED", "UTC", "CORRECTED", "UTC", false, SPARK_DEFAULT_BATCH_ROWS);
        try {
            reader.initialize(split, contextOf(conf));
            return reader;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reader.close();
            throw new IOException("Interrupted while opening " + file, e);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** A proxy, because Hadoop's own implementation asks who the user is; Spark only asks for the configuration. */
    private static TaskAttemptContext contextOf(Configuration conf) {
        return (TaskAttemptContext) Proxy.newProxyInstance(
                SparkRows.class.getClassLoader(), new Class<?>[] {TaskAttemptContext.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getConfiguration")) {
                        return conf;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static StructType schema(Path file, Configuration conf) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            MessageType parquet = reader.getFileMetaData().getSchema();
            return new ParquetToSparkSchemaConverter(conf).convert(SparkSchemas.readable(parquet));
        }
    }

    /**
     * The file system cache stays off because its key asks Hadoop who the user is. That needs many more jars and does
     * not work on JDK 24 and later.
     */
    private static Configuration configuration() {
        Configuration conf = new Configuration(false);
        conf.setBoolean("fs.file.impl.disable.cache", true);
        conf.set(ParquetInputFormat.READ_SUPPORT_CLASS, ParquetReadSupport.class.getName());
        conf.setBoolean(SQLConf.CASE_SENSITIVE().key(), true);
        conf.setBoolean(SQLConf.PARQUET_BINARY_AS_STRING().key(), false);
        conf.setBoolean(SQLConf.PARQUET_INT96_AS_TIMESTAMP().key(), true);
        conf.setBoolean(SQLConf.PARQUET_INFER_TIMESTAMP_NTZ_ENABLED().key(), true);
        conf.setBoolean(SQLConf.LEGACY_PARQUET_NANOS_AS_LONG().key(), true);
        return conf;
    }
}
