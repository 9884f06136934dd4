package dev.coldpress.benchmarks;

import dev.coldpress.parquet.internal.bytes.PageBytes;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.page.PageLevels;
import dev.coldpress.parquet.internal.page.RunDecoder;
import dev.coldpress.parquet.internal.page.RunEncoder;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** Ids and levels: to and from runs and bit packing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RunBenchmark {

    private static final int VALUES = 20_000;
    private static final int NULLS_PER_THOUSAND = 300;

    /** 1 is that of the levels of an optional column. */
    @Param({"1", "6", "14"})
    public int bits;

    private final int[] values = new int[VALUES];
    private final int[] levels = new int[VALUES];
    private final int[] decoded = new int[VALUES];
    private final ReusableBytes encoded = new ReusableBytes();
    private PageBytes source = PageBytes.empty();

    @Setup
    public void encode() {
        Random random = new Random(1);
        for (int i = 0; i < VALUES; i++) {
            values[i] = random.nextInt(1 << bits);
            levels[i] = random.nextInt(1_000) < NULLS_PER_THOUSAND ? 0 : 1;
        }
        new RunEncoder(encoded, bits).encode(values, VALUES);
        source = new PageBytes(encoded.array().clone(), 0, encoded.size());
    }

    @Benchmark
    public int decodeRuns() {
        return RunDecoder.decode(source, bits, VALUES, decoded);
    }

    @Benchmark
    public int encodeRuns() {
        encoded.reset();
        new RunEncoder(encoded, bits).encode(values, VALUES);
        return encoded.size();
    }

    @Benchmark
    public int encodeLevels() {
        encoded.reset();
        PageLevels page = new PageLevels();
        page.begin(1);
        page.add(levels, 0, VALUES);
        page.encode(encoded);
        return encoded.size();
    }
}
