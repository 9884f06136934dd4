package dev.coldpress.benchmarks;

import dev.coldpress.parquet.internal.compression.PageCodec;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.format.CompressionCodec;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A page of 1 MB of short JSON texts, compressed and decompressed with one call each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CompressionBenchmark {

    private static final int PAGE_BYTES = 1 << 20;

    @Param({"SNAPPY", "ZSTD"})
    public CompressionCodec codec = CompressionCodec.SNAPPY;

    private final PageCodecs codecs = new PageCodecs();
    private final byte[] plain = new byte[PAGE_BYTES];
    private byte[] compressed = new byte[0];
    private byte[] scratch = new byte[0];
    private int compressedLength;

    @Setup
    public void fill() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < PAGE_BYTES) {
            text.append("{\"k\": ").append(random.nextInt(1_000_000)).append(", \"v\": \"form_view_");
            text.append(random.nextInt(60)).append("\"}");
        }
        System.arraycopy(text.toString().getBytes(StandardCharsets.UTF_8), 0, plain, 0, PAGE_BYTES);
        PageCodec pageCodec = codecs.get(codec);
        compressed = new byte[pageCodec.maxCompressedLength(PAGE_BYTES)];
        scratch = new byte[compressed.length];
        compressedLength = pageCodec.compress(plain, 0, PAGE_BYTES, compressed);
    }

    @Benchmark
    public int compress() {
        return codecs.get(codec).compress(plain, 0, PAGE_BYTES, scratch);
    }

    @Benchmark
    public byte[] decompress() {
        codecs.get(codec).decompress(compressed, 0, compressedLength, scratch, PAGE_BYTES);
        return scratch;
    }

    @TearDown
    public void close() {
        codecs.close();
    }
}
