package dev.coldpress.parquet.spec;

import dev.coldpress.parquet.ParquetJavaCodec;
import java.util.List;
import java.util.Random;

/** The command {@code scripts/fuzz}. */
public final class FuzzCommand {

    private FuzzCommand() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            long mutants = Long.parseLong(arguments.length > 0 ? arguments[0] : "");
            long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextInt(Integer.MAX_VALUE);
            System.exit(run(mutants, seed));
        } catch (NumberFormatException e) {
            System.err.println("usage: scripts/fuzz MUTANTS [SEED]; " + e.getMessage());
            System.exit(2);
        }
    }

    private static int run(long mutants, long seed) throws InterruptedException {
        System.out.println("seeds " + seed + " to " + (seed + mutants - 1));
        try (Fuzz fuzz = new Fuzz(new ParquetJavaCodec(2))) {
            int printed = 0;
            for (long i = 0; i < mutants; i++) {
                fuzz.run(seed + i);
                List<String> findings = fuzz.findings();
                findings.subList(printed, findings.size()).forEach(System.out::println);
                printed = findings.size();
            }
            fuzz.report().forEach(System.out::println);
            return printed == 0 ? 0 : 1;
        }
    }
}
