package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.CodecsUnderTest;
import dev.coldpress.parquet.ParquetJavaCodec;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not depend on how a merge is made. */
final class TiersTest {

    private static final int ROWS = 4000;
    private static final int ID_BITS = 12;

    /** Merges with the buffers of the merges before. */
    private static final ParquetCodec USED_BEFORE = CodecsUnderTest.withTwoThreadsAbove(Long.MAX_VALUE);

    private static final int TRIES = Integer.getInteger("coldpress.tries", 40);

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void theBytesDoNotDependOnTheNumberOfThreads(@ForAll @LongRange(max = 1L << 40) long first) throws Exception {
        for (long seed = first; seed < first + Math.max(1, TRIES / 40); seed++) {
            MergeCase merge = MergeCase.ofManyWriters(new ParquetJavaCodec(1), seed);
            byte[] one = merge.merge(new ParquetJavaCodec(1)).bytes();
            assertThat(merge.merge(new ParquetJavaCodec(2)).bytes()).isEqualTo(one);
            assertThat(merge.merge(new ParquetJavaCodec(8)).bytes()).isEqualTo(one);
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void theBytesDoNotDependOnEarlierMerges(@ForAll @LongRange(max = 1L << 40) long first) throws Exception {
        for (long seed = first; seed < first + Math.max(1, TRIES / 40); seed++) {
            MergeCase merge = MergeCase.ofManyWriters(USED_BEFORE, seed);
            byte[] expected = merge.merge(new ParquetJavaCodec(1)).bytes();
            assertThat(merge.merge(USED_BEFORE).bytes()).isEqualTo(expected);
        }
    }

    /** Unique values: no dictionary pays, and pages are large enough to be moved. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void movedPagesHoldTheValuesAndTheirStatistics(boolean inDictionary) throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            files.add(inDictionary ? dictionaryFile(i, i == 4) : plainFile(i));
        }
        merged(files, "splice");
    }

    /** Pages of one encoding whose bytes are enough for a page are moved, and smaller ones are put together. */
    @ParameterizedTest
    @CsvSource({"4000, 0, splice", "4000, 38, re-page", "500, 0, re-page"})
    void pagesOfDeltaEncodedTextKeepTheirEncoding(int rows, int shared, String tier) throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            files.add(HandMadeFile.required(Type.BYTE_ARRAY)
                    .snappy()
                    .data(rows, Encoding.DELTA_BYTE_ARRAY, texts(i, rows, shared))
                    .by("parquet-mr version 1.18.1 (build x)")
                    .bytes());
        }
        FileAnatomy output = merged(files, tier);
        assertThat(output.groups().get(0).chunks().get(0).dataPages())
                .hasSize(tier.equals("splice") ? files.size() : 1 + (files.size() * rows - 1) / 20_000);
        assertThat(output.groups().get(0).chunks().get(0).metadata().getEncodings())
                .contains(Encoding.DELTA_BYTE_ARRAY)
                .doesNotContain(Encoding.PLAIN, Encoding.RLE_DICTIONARY);
    }

    /** Values of 40 digits that have so many in common with the one before. */
    private static byte[] texts(int file, int rows, int shared) throws IOException {
        Random random = new Random(file);
        try (DeltaByteArrayWriter writer = new DeltaByteArrayWriter(64, 1 << 20, new HeapByteBufferAllocator())) {
            for (int i = 0; i < rows; i++) {
                StringBuilder text = new StringBuilder("0".repeat(shared));
                while (text.length() < 40) {
                    text.append(random.nextInt(10));
                }
                writer.writeBytes(Binary.fromString(text.toString()));
            }
            return writer.getBytes().toInputStream().readAllBytes();
        }
    }

    /** The output of a merge, which has the values of the files and is made in one chunk of this tier. */
    private static FileAnatomy merged(List<byte[]> files, String tier) throws Exception {
        ParquetJavaCodec codec = new ParquetJavaCodec(1);
        MergeSpec spec = new MergeSpec(
                MergeCase.unionSchema(codec, files),
                Map.of(),
                "coldpress version 0.1.0 (build 0123abc)",
                Optional.empty(),
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                64L << 20,
                true,
                MergeSpec.DEFAULT_MAX_GROWTH);
        MergeCase.Result result = new MergeCase(files, spec, false).merge(codec);
        assertThat(result.merged().tiers()).isEqualTo(Map.of(tier, 1));
        FileAnatomy output = FileAnatomy.of(result.bytes());
        OutputRules.checkFile(output, spec);
        List<FileAnatomy> sources = files.stream().map(FileAnatomy::of).toList();
        assertThat(ColumnEntries.ofColumn(output, 0))
                .isEqualTo(new ExpectedColumns(output.schema(), sources).column(0));
        return output;
    }

    private static byte[] plainFile(int number) throws IOException {
        return HandMadeFile.required(Type.INT64)
                .snappy()
                .data(ROWS, Encoding.PLAIN, uniqueValues(number))
                .bytes();
    }

    /** Every third row is null. */
    private static byte[] dictionaryFile(int number, boolean backwards) throws IOException {
        int[] levels = new int[ROWS + ROWS / 2];
        int[] ids = new int[ROWS];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = i % 3 == 2 ? 0 : 1;
        }
        for (int i = 0; i < ROWS; i++) {
            ids[i] = backwards ? ROWS - 1 - i : i;
        }
        byte[] encodedLevels = runs(1, levels);
        byte[] page = HandMadeFile.join(
                HandMadeFile.int32(encodedLevels.length),
                encodedLevels,
                HandMadeFile.bytes(ID_BITS),
                runs(ID_BITS, ids));
        return HandMadeFile.optional(Type.INT64)
                .snappy()
                .dictionary(ROWS, uniqueValues(number))
                .data(levels.length, Encoding.RLE_DICTIONARY, page)
                .bytes();
    }

    private static byte[] uniqueValues(int file) {
        ByteBuffer values = ByteBuffer.allocate(ROWS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ROWS; i++) {
            values.putLong((i * 7919L + file) * 0x9E3779B97F4A7C15L);
        }
        return values.array();
    }

    private static byte[] runs(int bits, int[] values) throws IOException {
        try (RunLengthBitPackingHybridEncoder encoder =
                new RunLengthBitPackingHybridEncoder(bits, 64, 1 << 20, new HeapByteBufferAllocator())) {
            for (int value : values) {
                encoder.writeInt(value);
            }
            return encoder.toBytes().toInputStream().readAllBytes();
        }
    }
}
