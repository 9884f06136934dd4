package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.ParquetJavaCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.BoundingBox;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.GeospatialStatistics;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Geospatial statistics of merged chunks: true of all rows, or left out. */
final class GeospatialTest {

    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType("message m { optional binary g (GEOMETRY); }");
    private static final int WKB_POINT = 1;
    private static final int POINTS = 100;

    private static void point(RecordConsumer row, double x, double y) {
        byte[] wkb = ByteBuffer.allocate(21)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .putInt(WKB_POINT)
                .putDouble(x)
                .putDouble(y)
                .array();
        row.startField("g", 0);
        row.addBinary(Binary.fromConstantByteArray(wkb));
        row.endField("g", 0);
    }

    /** @param statistics what the file says, true or not; null for nothing */
    private static byte[] file(@Nullable GeospatialStatistics statistics) throws IOException {
        SampleShape shape = new SampleShape(
                POINTS,
                POINTS,
                CompressionCodecName.UNCOMPRESSED,
                ParquetProperties.builder().build(),
                Map.of());
        byte[] file = ParquetSamples.write(SCHEMA, shape, row -> point(row, 1, 2));
        FileMetaData footer = FileAnatomy.of(file).metadata();
        footer.getRow_groups().get(0).getColumns().get(0).getMeta_data().setGeospatial_statistics(statistics);
        return FileRewriter.withFooter(file, footer);
    }

    private static GeospatialStatistics statistics(BoundingBox box, Integer... types) {
        GeospatialStatistics statistics = new GeospatialStatistics();
        statistics.setBbox(box);
        statistics.setGeospatial_types(List.of(types));
        return statistics;
    }

    private static MergeCase.Result merge(List<byte[]> files) {
        ParquetJavaCodec codec = new ParquetJavaCodec();
        return new MergeCase(files, MergeCase.spec(MergeCase.unionSchema(codec, files), new Random(1)), false)
                .merge(codec);
    }

    private static GeospatialStatistics merged(List<byte[]> files) {
        return FileAnatomy.of(merge(files).bytes())
                .groups()
                .get(0)
                .chunks()
                .get(0)
                .metadata()
                .getGeospatial_statistics();
    }

    @Test
    void boxesAndTypesAreUnited() throws IOException {
        GeospatialStatistics first = statistics(new BoundingBox(1, 2, 3, 4), 1);
        GeospatialStatistics second = statistics(new BoundingBox(-1, 1.5, 3.5, 5), 3, 1);
        GeospatialStatistics united = statistics(new BoundingBox(-1, 2, 3, 5), 1, 3);
        assertThat(merged(List.of(file(first), file(second)))).isEqualTo(united);
    }

    @Test
    void aThirdAndAFourthDimensionStayIfAllBoxesHaveThem() throws IOException {
        BoundingBox high = new BoundingBox(1, 2, 3, 4);
        high.setZmin(5).setZmax(6).setMmin(7).setMmax(8);
        BoundingBox higher = new BoundingBox(1, 2, 3, 4);
        higher.setZmin(0).setZmax(9);
        BoundingBox flat = new BoundingBox(1, 2, 3, 4);

        BoundingBox both = merged(List.of(file(statistics(high, 1)), file(statistics(higher, 1))))
                .getBbox();
        assertThat(both.getZmin()).isEqualTo(0);
        assertThat(both.getZmax()).isEqualTo(9);
        assertThat(both.isSetMmin()).isFalse();
        assertThat(merged(List.of(file(statistics(high, 1)), file(statistics(flat, 1))))
                        .getBbox())
                .isEqualTo(flat);
    }

    @Test
    void whatOneSourceDoesNotTellIsLeftOut() throws IOException {
        GeospatialStatistics known = statistics(new BoundingBox(1, 2, 3, 4), 1);
        GeospatialStatistics wrapped = statistics(new BoundingBox(170, -170, 3, 4), 1);
        GeospatialStatistics untyped = statistics(new BoundingBox(1, 2, 3, 4));
        GeospatialStatistics notANumber = statistics(new BoundingBox(1, Double.NaN, 3, 4), 1);

        assertThat(merged(List.of(file(known), file(wrapped))).isSetBbox()).isFalse();
        assertThat(merged(List.of(file(known), file(wrapped))).getGeospatial_types())
                .containsExactly(1);
        assertThat(merged(List.of(file(known), file(notANumber))).isSetBbox()).isFalse();
        assertThat(merged(List.of(file(known), file(untyped))).isSetGeospatial_types())
                .isFalse();
        assertThat(merged(List.of(file(untyped), file(known))).isSetBbox()).isTrue();
    }

    @Test
    void aSourceWithoutThemIsNamedInTheReport() throws IOException {
        List<byte[]> files = new ArrayList<>(List.of(file(statistics(new BoundingBox(1, 2, 3, 4), 1)), file(null)));
        assertThat(merged(files)).isNull();
        assertThat(merge(files).merged().columnTiers())
                .singleElement()
                .satisfies(tier -> assertThat(tier.reason()).contains("geospatial statistics are left out"));
    }
}
