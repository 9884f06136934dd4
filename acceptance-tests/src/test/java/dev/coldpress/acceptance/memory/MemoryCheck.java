package dev.coldpress.acceptance.memory;

import dev.coldpress.acceptance.lake.EventRows;
import java.util.List;
import java.util.Locale;

/** The program behind {@code scripts/memory-test [--store s3]}. */
public final class MemoryCheck {

    private static final List<MemoryCase> CASES = List.of(
            new MemoryCase("10,000 sources of 20 KB", 10_000, 60, new EventRows(256)),
            new MemoryCase("300 sources of 1 MB", 300, 3_400, new EventRows(256)));

    private MemoryCheck() {}

    public static void main(String[] args) throws Exception {
        boolean onS3 = List.of(args).equals(List.of("--store", "s3"));
        if (args.length > 0 && !onS3) {
            System.err.println("usage: scripts/memory-test [--store s3]");
            System.exit(2);
        }
        boolean right = true;
        for (MemoryCase lake : CASES) {
            MemoryFinding finding = lake.measure();
            System.out.println(finding.text());
            right &= finding.isRight();
            if (onS3) {
                MemoryFinding there = lake.measureOnS3();
                System.out.println(there.text());
                System.out.printf(
                        Locale.ROOT,
                        "On S3 it took %.1f times as long.%n",
                        there.time().toNanos() / (double) finding.time().toNanos());
                right &= there.isRight();
            }
        }
        System.out.println(right ? "Both fit in " + MemoryCase.HEAP + "." : "NOT all well; see above.");
        System.exit(right ? 0 : 1);
    }
}
