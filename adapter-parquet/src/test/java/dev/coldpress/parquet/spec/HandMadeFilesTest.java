package dev.coldpress.parquet.spec;

import static dev.coldpress.parquet.spec.HandMadeFile.bytes;
import static dev.coldpress.parquet.spec.HandMadeFile.delta;
import static dev.coldpress.parquet.spec.HandMadeFile.int32;
import static dev.coldpress.parquet.spec.HandMadeFile.join;
import static dev.coldpress.parquet.spec.HandMadeFile.varInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.codec.BytesSource;
import dev.coldpress.testkit.codec.BytesUpload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Pages that no writer writes and that random damage seldom makes: small ones that unfold, and ones that only look
 * whole.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HandMadeFilesTest {

    private static final long BUDGET_BYTES = 64L << 20;
    private static final long MAX_ALLOCATED_BYTES = 256L << 20;

    private final ParquetCodec codec = CodecUnderTest.create();

    private void assertRefused(HandMadeFile file, Reason reason) throws IOException {
        SourceFile source = BytesSource.of("hand-made.parquet", file.bytes());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> merge(source))
                .isInstanceOfSatisfying(
                        ParquetFileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED_BYTES);
    }

    private MergedFile merge(SourceFile source) {
        MergeSpec spec = new MergeSpec(
                codec.readFooter(source).schema(),
                Map.of(),
                "coldpress version 0.1.0 (build 0123abc)",
                Optional.empty(),
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                BUDGET_BYTES,
                true,
                MergeSpec.DEFAULT_MAX_GROWTH);
        List<SourceFile> sources = List.of(source);
        return codec.merge(spec, sources, new BytesUpload(sources), Progress.NONE);
    }

    /** parquet-java's decoder unpacks a run at once, and ids of no bits take no bytes. */
    @Test
    void aRunOfTwoBillionIdsInSixBytesIsNotUnpacked() throws IOException {
        int groups = (1 << 28) - 1;
        byte[] ids = join(bytes(0), varInt((groups << 1) | 1));
        assertRefused(
                HandMadeFile.required(Type.INT32)
                        .dictionary(1, int32(7))
                        .data(groups * 8, Encoding.RLE_DICTIONARY, ids),
                Reason.MEMORY_BUDGET);
    }

    /** parquet-java's decoder unpacks a stream at once, and deltas of no bits take no bytes. */
    @Test
    void aBillionDeltasInFourKilobytesAreNotUnpacked() throws IOException {
        int block = 1 << 20;
        byte[] start = join(varInt(block), varInt(1), varInt(1 << 30), varInt(0));
        assertRefused(
                HandMadeFile.required(Type.INT32)
                        .data(1 << 30, Encoding.DELTA_BINARY_PACKED, join(start, new byte[2 * 2048])),
                Reason.MEMORY_BUDGET);
    }

    @Test
    void aPrefixOfAGigabyteIsNotAllocated() throws IOException {
        byte[] page = join(delta(1 << 30), delta(1), bytes('a'));
        assertRefused(HandMadeFile.required(Type.BYTE_ARRAY).data(1, Encoding.DELTA_BYTE_ARRAY, page), Reason.CORRUPT);
    }

    /** parquet-java would step back and give an empty value. */
    @Test
    void aNegativeLengthAmongDeltaLengthsIsCorrupt() throws IOException {
        byte[] page = join(delta(-3), bytes('a', 'b', 'c'));
        assertRefused(
                HandMadeFile.required(Type.BYTE_ARRAY).data(1, Encoding.DELTA_LENGTH_BYTE_ARRAY, page), Reason.CORRUPT);
    }

    /** parquet-java would step back and give an empty value. */
    @Test
    void aNegativeLengthInADictionaryIsCorrupt() throws IOException {
        byte[] entries = join(int32(2), bytes('a', 'b'), int32(-6), bytes('c', 'd'));
        byte[] ids = bytes(1, 4, 1);
        assertRefused(
                HandMadeFile.required(Type.BYTE_ARRAY).dictionary(2, entries).data(2, Encoding.RLE_DICTIONARY, ids),
                Reason.CORRUPT);
    }

    @Test
    void booleansThatEndTooEarlyAreCorrupt() throws IOException {
        assertRefused(HandMadeFile.required(Type.BOOLEAN).data(100, Encoding.PLAIN, bytes(0xFF, 0xFF)), Reason.CORRUPT);
    }

    /** parquet-java would repeat its value for the rest of the page. */
    @Test
    @SuppressWarnings("deprecation") // BIT_PACKED is what early writers wrote
    void anEmptyRunAfterBitPackedLevelsIsCorrupt() throws IOException {
        byte[] page = join(bytes(0b1010_0101), bytes(1), bytes(0, 1));
        assertRefused(
                HandMadeFile.optional(Type.INT32)
                        .dictionary(2, join(int32(7), int32(8)))
                        .data(3, Encoding.RLE_DICTIONARY, Encoding.BIT_PACKED, page),
                Reason.CORRUPT);
    }

    @Test
    @SuppressWarnings("deprecation") // BIT_PACKED is what early writers wrote
    void nullsAmongBitPackedLevelsAreCounted() throws IOException {
        byte[] someNulls = join(bytes(0b1000_0001, 0b1000_0001), bytes(1), bytes(3, 0b0000_0010));
        byte[] onlyNulls = bytes(0);
        SourceFile source = BytesSource.of(
                "bit-packed.parquet",
                HandMadeFile.optional(Type.INT32)
                        .dictionary(2, join(int32(7), int32(8)))
                        .data(9, Encoding.RLE_DICTIONARY, Encoding.BIT_PACKED, someNulls)
                        .data(5, Encoding.PLAIN, Encoding.BIT_PACKED, onlyNulls)
                        .bytes());
        ColumnSummary column = merge(source).footer().columns().get(0);
        assertThat(column.valueCount()).isEqualTo(14);
        assertThat(column.nullCount()).hasValue(11);
    }

    /** By the specification the first value is null, and for Arrow and Impala it is the last. */
    @Test
    @SuppressWarnings("deprecation") // BIT_PACKED is what early writers wrote
    void bitPackedLevelsThatReadersUnpackDifferentlyAreRefused() throws IOException {
        byte[] definitions = join(bytes(0b0111_1111), bytes(1), bytes(14, 0));
        HandMadeFile file = HandMadeFile.optional(Type.INT32)
                .dictionary(1, int32(7))
                .data(8, Encoding.RLE_DICTIONARY, Encoding.BIT_PACKED, definitions);
        assertRefused(file, Reason.UNSUPPORTED);
        SourceFile source = BytesSource.of("bit-packed.parquet", file.bytes());
        assertThatThrownBy(() -> codec.checkContent(source))
                .hasMessageContaining("column c, row group 0: levels in the deprecated encoding BIT_PACKED");
    }

    /** The unused bits of the last byte come first for a reader of the other order. */
    @Test
    @SuppressWarnings("deprecation") // BIT_PACKED is what early writers wrote
    void threeBitPackedLevelsOfOneByteAreReadDifferentlyToo() throws IOException {
        byte[] page = join(bytes(0b1110_0000), int32(7), int32(8), int32(9));
        assertRefused(
                HandMadeFile.optional(Type.INT32).data(3, Encoding.PLAIN, Encoding.BIT_PACKED, page),
                Reason.UNSUPPORTED);
    }

    /** The pattern that parquet-java parses it with takes time that grows with the square of its length. */
    @Test
    void aLongNameOfTheWriterTakesNoTime() throws IOException {
        byte[] file = HandMadeFile.required(Type.INT32)
                .data(1, Encoding.PLAIN, int32(1))
                .bytes();
        FileMetaData footer = FileAnatomy.of(file).metadata();
        footer.setCreated_by("parquet-mr" + " ".repeat(1 << 20));
        SourceFile source = BytesSource.of("long.parquet", FileRewriter.withFooter(file, footer));
        assertThat(codec.checkContent(source).rowCount()).isEqualTo(1);
    }
}
