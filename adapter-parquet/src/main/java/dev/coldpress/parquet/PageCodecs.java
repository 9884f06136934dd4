package dev.coldpress.parquet;

import java.util.EnumMap;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.parquet.format.CompressionCodec;

/** The codecs of one merge, each made when it is first needed and closed together. For one thread. */
final class PageCodecs implements AutoCloseable {

    private final Map<CompressionCodec, PageCodec> codecs = new EnumMap<>(CompressionCodec.class);
    private final Map<CompressionCodec, PageCodec> strong = new EnumMap<>(CompressionCodec.class);

    /** LZO and Brotli have no library here; what LZ4 without {@code _RAW} means depends on the writer. */
    static boolean supports(CompressionCodec codec) {
        return switch (codec) {
            case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW -> true;
            case LZO, BROTLI, LZ4 -> false;
        };
    }

    /** @throws IllegalArgumentException if the codec is not supported */
    PageCodec get(CompressionCodec codec) {
        return codecs.computeIfAbsent(codec, PageCodecs::create);
    }

    /** The same, but compressing as far as the codec can within a sensible time, if it can do so better than usual. */
    PageCodec strong(CompressionCodec codec) {
        return switch (codec) {
            case ZSTD -> strong.computeIfAbsent(codec, name -> new ZstdCodec(ZstdCodec.STRONG_LEVEL));
            case GZIP -> strong.computeIfAbsent(codec, name -> new GzipCodec(Deflater.BEST_COMPRESSION));
            default -> get(codec);
        };
    }

    private static PageCodec create(CompressionCodec codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new UncompressedCodec();
            case SNAPPY -> new SnappyCodec();
            case GZIP -> new GzipCodec(Deflater.DEFAULT_COMPRESSION);
            case ZSTD -> new ZstdCodec(ZstdCodec.LEVEL);
            case LZ4_RAW -> new Lz4RawCodec();
            case LZO, BROTLI, LZ4 -> throw new IllegalArgumentException("No codec for " + codec);
        };
    }

    @Override
    public void close() {
        codecs.values().forEach(PageCodec::close);
        strong.values().forEach(PageCodec::close);
    }
}
