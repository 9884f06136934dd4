package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.parquet.format.CompressionCodec;
import org.junit.jupiter.api.Test;

class PageCodecsTest {

    private static final Set<CompressionCodec> SUPPORTED = EnumSet.of(
            CompressionCodec.UNCOMPRESSED,
            CompressionCodec.SNAPPY,
            CompressionCodec.GZIP,
            CompressionCodec.ZSTD,
            CompressionCodec.LZ4_RAW);

    @Test
    void supportsWhatItHasALibraryFor() {
        assertThat(Arrays.stream(CompressionCodec.values()).filter(PageCodecs::supports))
                .hasSameElementsAs(SUPPORTED);
    }

    @Property(tries = 200)
    void givesBackWhatWasCompressed(
            @ForAll @Size(min = 1, max = 3000) byte[] page, @ForAll @IntRange(max = 20) int offset) {
        byte[] shifted = new byte[offset + page.length];
        System.arraycopy(page, 0, shifted, offset, page.length);
        try (PageCodecs codecs = new PageCodecs()) {
            for (CompressionCodec name : SUPPORTED) {
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
            for (CompressionCodec name : SUPPORTED) {
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
            for (CompressionCodec name : SUPPORTED) {
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
