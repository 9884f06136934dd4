package dev.coldpress.parquet.spec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Damage that knows nothing of the format: flipped bits, lost or doubled ranges, a cut end. */
final class ByteEdits {

    private final Random random;
    private final StringBuilder description;

    ByteEdits(Random random, StringBuilder description) {
        this.random = random;
        this.description = description;
    }

    byte[] apply(byte[] file) {
        return switch (random.nextInt(6)) {
            case 0 -> truncated(file);
            case 1 -> copied(file);
            case 2 -> removed(file);
            case 3 -> flipped(file, FileAnatomy.footerOffset(file), file.length);
            default -> flipped(file, 0, file.length);
        };
    }

    private byte[] flipped(byte[] file, int from, int to) {
        byte[] mutant = file.clone();
        int flips = 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            int at = from + random.nextInt(to - from);
            mutant[at] ^= (byte) (1 << random.nextInt(8));
            description.append("bit flip at ").append(at).append("; ");
        }
        return mutant;
    }

    private byte[] truncated(byte[] file) {
        int length = random.nextBoolean() ? random.nextInt(file.length) : file.length - 1 - random.nextInt(12);
        description.append("cut to ").append(length);
        return Arrays.copyOf(file, Math.max(0, length));
    }

    private byte[] copied(byte[] file) {
        int length = 1 + random.nextInt(Math.min(64, file.length));
        int from = random.nextInt(file.length - length + 1);
        int to = random.nextInt(file.length - length + 1);
        byte[] mutant = file.clone();
        System.arraycopy(file, from, mutant, to, length);
        description.append(length + " bytes of " + from + " written over " + to);
        return mutant;
    }

    private byte[] removed(byte[] file) {
        int length = 1 + random.nextInt(Math.min(64, file.length));
        int from = random.nextInt(file.length - length + 1);
        ByteArrayOutputStream mutant = new ByteArrayOutputStream();
        mutant.write(file, 0, from);
        mutant.write(file, from + length, file.length - from - length);
        description.append(length + " bytes removed at " + from);
        return mutant.toByteArray();
    }
}
