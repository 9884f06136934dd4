package dev.coldpress.parquet;

import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.parquet.format.CompressionCodec;

/** The codecs of one merge, each made when it is first needed and closed together. For one thread. */
final class PageCodecs implements AutoCloseable {

    private final Map<Levelled, PageCodec> codecs = new HashMap<>();

    private record Levelled(CompressionCodec codec, int level) {}

    /** LZO and Brotli have no library here; what LZ4 without {@code _RAW} means depends on the writer. */
    static boolean supports(CompressionCodec codec) {
        return switch (codec) {
            case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW -> true;
            case LZO, BROTLI, LZ4 -> false;
        };
    }

    /** @throws IllegalArgumentException if the codec is not supported */
    PageCodec get(CompressionCodec codec) {
        return get(codec, CompressionLevels.USUAL);
    }

    /** The same with one of the {@link CompressionLevels} of the codec. */
    PageCodec get(CompressionCodec codec, int level) {
        return codecs.computeIfAbsent(new Levelled(codec, level), PageCodecs::create);
    }

    private static PageCodec create(Levelled wanted) {
        boolean isUsual = wanted.level() == CompressionLevels.USUAL;
        return switch (wanted.codec()) {
            case UNCOMPRESSED -> new UncompressedCodec();
            case SNAPPY -> new SnappyCodec();
            case GZIP -> new GzipCodec(isUsual ? Deflater.DEFAULT_COMPRESSION : wanted.level());
            case ZSTD -> new ZstdCodec(isUsual ? ZstdCodec.USUAL_LEVEL : wanted.level());
            case LZ4_RAW -> new Lz4RawCodec();
            case LZO, BROTLI, LZ4 -> throw new IllegalArgumentException("No codec for " + wanted.codec());
        };
    }

    @Override
    public void close() {
        codecs.values().forEach(PageCodec::close);
    }
}
