package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.ParquetJavaCodec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** What must not depend on how a merge is made. */
final class TiersTest {

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
}
