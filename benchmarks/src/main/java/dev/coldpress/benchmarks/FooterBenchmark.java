package dev.coldpress.benchmarks;

import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.port.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The footer of a file with one row group, parsed and checked, after another of the same schema. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FooterBenchmark {

    private static final ObjectKey KEY = ObjectKey.of("wide.parquet");
    private static final int CHUNK_BYTES = 1_000;

    @Param({"10", "1000"})
    public int columns;

    private final FooterReader reader = new FooterReader();
    private byte[] footer = new byte[0];

    @Setup
    public void write() throws IOException {
        SchemaElement root = new SchemaElement("m");
        root.setNum_children(columns);
        List<SchemaElement> schema = new ArrayList<>(List.of(root));
        List<ColumnChunk> chunks = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            SchemaElement leaf = new SchemaElement("column_" + i);
            leaf.setType(Type.INT64);
            leaf.setRepetition_type(FieldRepetitionType.OPTIONAL);
            schema.add(leaf);
            chunks.add(chunk(i));
        }
        RowGroup group = new RowGroup(chunks, (long) CHUNK_BYTES * columns, 100);
        FileMetaData metadata = new FileMetaData(1, schema, 100, List.of(group));
        metadata.setCreated_by("parquet-mr version 1.18.1 (build 0123abc)");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writeFileMetaData(metadata, out);
        footer = out.toByteArray();
    }

    private static ColumnChunk chunk(int column) {
        ColumnMetaData metadata = new ColumnMetaData(
                Type.INT64,
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of("column_" + column),
                CompressionCodec.SNAPPY,
                100,
                CHUNK_BYTES,
                CHUNK_BYTES,
                4L + (long) CHUNK_BYTES * column);
        Statistics statistics = new Statistics();
        statistics.setNull_count(0);
        statistics.setMin_value(new byte[Long.BYTES]);
        statistics.setMax_value(new byte[Long.BYTES]);
        metadata.setStatistics(statistics);
        ColumnChunk chunk = new ColumnChunk(0);
        chunk.setMeta_data(metadata);
        return chunk;
    }

    @Benchmark
    public SourceFooter parse() {
        return reader.parse(KEY, footer, 0, footer.length, 4L + (long) CHUNK_BYTES * columns);
    }
}
