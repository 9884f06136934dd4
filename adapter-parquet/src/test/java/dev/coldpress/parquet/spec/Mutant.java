package dev.coldpress.parquet.spec;

import java.io.IOException;
import java.util.Random;
import org.apache.parquet.schema.MessageType;

/**
 * A sample file with something done to it.
 *
 * @param sibling another file of the same schema, unharmed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Mutant(byte[] original, byte[] sibling, byte[] bytes, String description) {

    private static final int MAX_ROWS = 200;

    /** Of small pages, which are decoded or regrouped. */
    static Mutant of(long seed) throws IOException {
        Random random = new Random(seed);
        SampleShape shape = SampleShape.random(random, 1 + random.nextInt(MAX_ROWS));
        MessageType schema = SampleSchemas.random(random);
        byte[] original = ParquetSamples.write(schema, shape, seed);
        return of(original, ParquetSamples.write(schema, shape, seed, seed + 1), random);
    }

    /** Of pages that a merge may move as they are. */
    static Mutant ofLargePages(long seed) throws IOException {
        Random random = new Random(seed);
        MessageType schema = SampleSchemas.flat(random);
        byte[] original = LargePageCases.file(schema, random, seed);
        return of(original, LargePageCases.file(schema, random, seed), random);
    }

    private static Mutant of(byte[] original, byte[] sibling, Random random) throws IOException {
        StringBuilder description = new StringBuilder();
        byte[] bytes = switch (random.nextInt(4)) {
            case 0 -> new ByteEdits(random, description).apply(original);
            case 1 -> new FooterEdits(random, description).apply(original);
            case 2 -> new PageHeaderEdits(random, description).apply(original);
            default -> new PayloadEdits(random, description).apply(original);
        };
        return new Mutant(original, sibling, bytes, description.toString());
    }
}
