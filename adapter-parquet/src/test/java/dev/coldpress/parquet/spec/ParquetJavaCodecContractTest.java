package dev.coldpress.parquet.spec;

import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.testkit.codec.CodecContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** With several threads of its own. parquet-java writes the files and reads the rows. */
class ParquetJavaCodecContractTest implements CodecContract {

    private static final int THREADS = 4;

    private static final MessageType TEXTS =
            MessageTypeParser.parseMessageType("message texts { required binary row (STRING); }");

    private final ParquetCodec codec = new ParquetJavaCodec(THREADS);

    @Override
    public ParquetCodec codec() {
        return codec;
    }

    @Override
    public byte[] file(List<String> rows) {
        SampleShape shape = new SampleShape(
                rows.size(),
                Math.max(1, rows.size()),
                CompressionCodecName.UNCOMPRESSED,
                ParquetProperties.builder().build(),
                Map.of());
        Iterator<String> left = rows.iterator();
        return ParquetSamples.write(TEXTS, shape, out -> {
            out.startField("row", 0);
            out.addBinary(Binary.fromString(left.next()));
            out.endField("row", 0);
        });
    }

    @Override
    public List<String> rows(byte[] file) {
        return ColumnEntries.ofColumn(FileAnatomy.of(file), 0).stream()
                .map(entry -> StandardCharsets.UTF_8
                        .decode(((ByteBuffer) Objects.requireNonNull(entry.value())).duplicate())
                        .toString())
                .toList();
    }
}
