package dev.coldpress.parquet.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.internal.bytes.ContentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.parquet.format.CompressionCodec;
import org.junit.jupiter.api.Test;

class PageCodecsTest {

    private static final Set<CompressionCodec> WRITTEN = EnumSet.of(
            CompressionCodec.UNCOMPRESSED,
            CompressionCodec.SNAPPY,
            CompressionCodec.GZIP,
            CompressionCodec.ZSTD,
            CompressionCodec.LZ4_RAW);

    @Test
    void supportsWhatItHasALibraryFor() {
        assertThat(Arrays.stream(CompressionCodec.values()).filter(codec -> !PageCodecs.supports(codec)))
                .containsExactly(CompressionCodec.LZO);
        assertThat(Arrays.stream(CompressionCodec.values())
                        .filter(PageCodecs::supports)
                        .map(PageCodecs::written))
                .hasSameElementsAs(WRITTEN);
    }

    @Property(tries = 200)
    void givesBackWhatWasCompressed(
            @ForAll @Size(min = 1, max = 3000) byte[] page, @ForAll @IntRange(max = 20) int offset) {
        byte[] shifted = new byte[offset + page.length];
        System.arraycopy(page, 0, shifted, offset, page.length);
        try (PageCodecs codecs = new PageCodecs()) {
            for (CompressionCodec name : WRITTEN) {
                PageCodec codec = codecs.get(name);
                byte[] compressed = new byte[codec.maxCompressedLength(page.length)];
                int length = codec.compress(shifted, offset, page.length, compressed);
                byte[] result = new byte[page.length];
                codec.decompress(compressed, 0, length, result, page.length);

                assertThat(result).isEqualTo(page);
                assertThat(codec.mostFrom(length)).isGreaterThanOrEqualTo(page.length);
            }
        }
    }

    /** The densest input there is: no honest page can expand further than its codec is believed to. */
    @Test
    void believesTheDensestPages() {
        byte[] zeros = new byte[8 << 20];
        try (PageCodecs codecs = new PageCodecs()) {
            for (CompressionCodec name : WRITTEN) {
                PageCodec codec = codecs.get(name);
                byte[] compressed = new byte[codec.maxCompressedLength(zeros.length)];
                int length = codec.compress(zeros, 0, zeros.length, compressed);

                assertThat(codec.mostFrom(length)).as(name.name()).isGreaterThanOrEqualTo(zeros.length);
            }
        }
    }

    @Test
    void refusesAPageOfAnotherLengthThanItsHeaderSays() {
        byte[] page = new byte[1000];
        try (PageCodecs codecs = new PageCodecs()) {
            for (CompressionCodec name : WRITTEN) {
                PageCodec codec = codecs.get(name);
                byte[] compressed = new byte[codec.maxCompressedLength(page.length)];
                int length = codec.compress(page, 0, page.length, compressed);

                assertThatThrownBy(() -> codec.decompress(compressed, 0, length, new byte[2000], 999))
                        .as(name.name())
                        .isInstanceOf(RuntimeException.class);
                assertThatThrownBy(() -> codec.decompress(compressed, 0, length, new byte[2000], 1001))
                        .as(name.name())
                        .isInstanceOf(RuntimeException.class);
            }
        }
    }

    /** 710 bytes: {@code row 0 of a page; row 1 of a page; ...}. */
    private static final String BROTLI_ROWS =
            "G8UCAAQq3VL2hOzOlC84VQHIEgwog3NuoBg+trKgtP+bf7Wad416x3OdFRlC2blw5cadx5HdXUdHR0dHR0eHMcYYY4wx1lprrbV2Cg==";

    private static byte[] rows() {
        return IntStream.range(0, 40)
                .mapToObj(i -> "row " + i + " of a page; ")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decompressed(CompressionCodec codec, byte[] page, int length) {
        byte[] into = new byte[length];
        try (PageCodecs codecs = new PageCodecs()) {
            PageDecompressor decompressor = codecs.decompressor(codec);
            decompressor.decompress(page, 0, page.length, into, length);
        }
        return into;
    }

    @Test
    void readsBrotli() {
        byte[] page = Base64.getDecoder().decode(BROTLI_ROWS);
        int length = rows().length;
        assertThat(decompressed(CompressionCodec.BROTLI, page, length)).isEqualTo(rows());
        for (int wrong : new int[] {length - 1, length + 1}) {
            assertThatThrownBy(() -> decompressed(CompressionCodec.BROTLI, page, wrong))
                    .isInstanceOf(ContentException.class);
        }
        assertThatThrownBy(() -> decompressed(CompressionCodec.BROTLI, Arrays.copyOf(page, 50), length))
                .isInstanceOf(RuntimeException.class);
    }

    /** Hadoop's frames of a block or several, and the raw block of parquet-cpp. */
    @Test
    void readsLz4WhateverItIsFramedIn() {
        byte[] rows = rows();
        byte[] first = block(Arrays.copyOf(rows, 400));
        byte[] second = block(Arrays.copyOfRange(rows, 400, rows.length));
        byte[] oneFrame = framed(rows.length, first, second);
        byte[] twoFrames = concat(framed(400, first), framed(rows.length - 400, second));
        for (byte[] page : List.of(oneFrame, twoFrames, framed(rows.length, block(rows)), block(rows))) {
            assertThat(decompressed(CompressionCodec.LZ4, page, rows.length)).isEqualTo(rows);
            assertThat(new Lz4Pages().mostFrom(page.length)).isGreaterThanOrEqualTo(rows.length);
            for (int wrong : new int[] {rows.length - 1, rows.length + 1, 1}) {
                assertThatThrownBy(() -> decompressed(CompressionCodec.LZ4, page, wrong))
                        .isInstanceOf(RuntimeException.class);
            }
            for (int cut = 1; cut < page.length; cut++) {
                byte[] part = Arrays.copyOf(page, cut);
                assertThatThrownBy(() -> decompressed(CompressionCodec.LZ4, part, rows.length))
                        .isInstanceOf(RuntimeException.class);
            }
        }
    }

    private static byte[] block(byte[] content) {
        try (PageCodecs codecs = new PageCodecs()) {
            PageCodec raw = codecs.get(CompressionCodec.LZ4_RAW);
            byte[] into = new byte[raw.maxCompressedLength(content.length)];
            return Arrays.copyOf(into, raw.compress(content, 0, content.length, into));
        }
    }

    private static byte[] framed(int length, byte[]... blocks) {
        ByteBuffer frame = ByteBuffer.allocate(1000).putInt(length);
        for (byte[] block : blocks) {
            frame.putInt(block.length).put(block);
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void readsAGzipPageOfSeveralMembers() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (byte member = 1; member <= 3; member++) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(members)) {
                gzip.write(new byte[] {member, member});
            }
        }
        byte[] result = new byte[6];
        try (PageCodecs codecs = new PageCodecs()) {
            codecs.get(CompressionCodec.GZIP).decompress(members.toByteArray(), 0, members.size(), result, 6);
        }
        assertThat(result).containsExactly(1, 1, 2, 2, 3, 3);
    }
}
