package dev.coldpress.parquet.spec;

import java.io.IOException;
import java.util.Random;

/** A sample file with something done to it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Mutant(byte[] original, byte[] bytes, String description) {

    private static final int MAX_ROWS = 200;

    static Mutant of(long seed) throws IOException {
        Random random = new Random(seed);
        SampleShape shape = SampleShape.random(random, 1 + random.nextInt(MAX_ROWS));
        byte[] original = ParquetSamples.write(SampleSchemas.random(random), shape, seed);
        StringBuilder description = new StringBuilder();
        byte[] bytes = switch (random.nextInt(4)) {
            case 0 -> new ByteEdits(random, description).apply(original);
            case 1 -> new FooterEdits(random, description).apply(original);
            case 2 -> new PageHeaderEdits(random, description).apply(original);
            default -> new PayloadEdits(random, description).apply(original);
        };
        return new Mutant(original, bytes, description.toString());
    }
}
