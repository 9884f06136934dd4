package dev.coldpress.parquet.internal.compression;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.Deflater;
import org.apache.parquet.format.CompressionCodec;

/** The codecs of one merge, each made when it is first needed and closed together. For one thread. */
public final class PageCodecs implements AutoCloseable {

    /** What each codec calls its usual level. */
    public static final int USUAL_LEVEL = 0;

    /** By codec and level. */
    private final Map<CompressionCodec, Map<Integer, PageCodec>> codecs = new EnumMap<>(CompressionCodec.class);

    private final OptionalInt usualLevel;
    private final PageDecompressor brotli = new BrotliPages();
    private final PageDecompressor lz4 = new Lz4Pages();

    /** Codecs whose usual levels are their own. */
    public PageCodecs() {
        this(OptionalInt.empty());
    }

    /** @param usualLevel of codecs that have levels; empty for that of each */
    public PageCodecs(OptionalInt usualLevel) {
        this.usualLevel = usualLevel;
    }

    /** Whether pages can be read. LZO has no library here. */
    public static boolean supports(CompressionCodec codec) {
        return codec != CompressionCodec.LZO;
    }

    /**
     * The codec that pages are written in where those of a source are in this one: the nearest that is not deprecated,
     * or has a library that writes it.
     */
    public static CompressionCodec written(CompressionCodec codec) {
        return switch (codec) {
            case LZ4 -> CompressionCodec.LZ4_RAW;
            case BROTLI -> CompressionCodec.ZSTD;
            default -> codec;
        };
    }

    /**
     * What unpacks the pages of a codec.
     *
     * @throws IllegalArgumentException if the codec is not supported
     */
    public PageDecompressor decompressor(CompressionCodec codec) {
        return switch (codec) {
            case BROTLI -> brotli;
            case LZ4 -> lz4;
            default -> get(codec);
        };
    }

    /**
     * What packs and unpacks the pages of a codec, at its usual level.
     *
     * @throws IllegalArgumentException if pages are not written in the codec
     */
    public PageCodec get(CompressionCodec codec) {
        return get(codec, USUAL_LEVEL);
    }

    /** The same with a level of the codec. */
    public PageCodec get(CompressionCodec codec, int level) {
        return codecs.computeIfAbsent(codec, any -> new HashMap<>())
                .computeIfAbsent(level, any -> create(codec, level));
    }

    private PageCodec create(CompressionCodec codec, int level) {
        boolean isUsual = level == USUAL_LEVEL;
        return switch (codec) {
            case UNCOMPRESSED -> new UncompressedCodec();
            case SNAPPY -> new SnappyCodec();
            case GZIP -> new GzipCodec(isUsual ? usualLevel.orElse(Deflater.DEFAULT_COMPRESSION) : level);
            case ZSTD -> new ZstdCodec(isUsual ? usualLevel.orElse(ZstdCodec.USUAL_LEVEL) : level);
            case LZ4_RAW -> new Lz4RawCodec();
            case LZO, BROTLI, LZ4 -> throw new IllegalArgumentException("No codec for " + codec);
        };
    }

    @Override
    public void close() {
        codecs.values().forEach(levels -> levels.values().forEach(PageCodec::close));
    }
}
