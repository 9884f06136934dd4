package dev.coldpress.benchmarks;

import dev.coldpress.parquet.internal.repage.SourceDictionary;
import dev.coldpress.parquet.internal.repage.ValueTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
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

/** The dictionary of an output, from plain values and from the dictionaries of sources. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DictionaryBenchmark {

    private static final int VALUES = 20_000;

    @Param({"50", "5000"})
    public int distinct;

    private final ValueTable table = new ValueTable();
    private final SourceDictionary source = new SourceDictionary();
    private final int[] ids = new int[VALUES];
    private byte[] plain = new byte[0];
    private DictionaryPage page = page(new byte[0], 0);

    @Setup
    public void fill() {
        Random random = new Random(1);
        ByteBuffer values = ByteBuffer.allocate(VALUES * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer entries = ByteBuffer.allocate(distinct * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < distinct; i++) {
            entries.putLong(random.nextLong());
        }
        for (int i = 0; i < VALUES; i++) {
            ids[i] = random.nextInt(distinct);
            values.putLong(entries.getLong(ids[i] * Long.BYTES));
        }
        plain = values.array();
        page = page(entries.array(), distinct);
    }

    private static DictionaryPage page(byte[] entries, int count) {
        return new DictionaryPage(BytesInput.from(entries), count, Encoding.PLAIN);
    }

    /** {@link ValueTable#idOf} for a page of plain values. */
    @Benchmark
    public int idsOfPlainValues() {
        table.reset(Long.BYTES);
        int last = 0;
        for (int at = 0; at < plain.length; at += Long.BYTES) {
            last += table.idOf(plain, at, at + Long.BYTES);
        }
        return last;
    }

    /** {@link SourceDictionary#target} for a page of ids. */
    @Benchmark
    public int idsOfIds() {
        table.reset(Long.BYTES);
        source.load(page, Long.BYTES);
        int last = 0;
        for (int id : ids) {
            last += source.target(id, table);
        }
        return last;
    }
}
