package dev.coldpress.acceptance.memory;

import dev.coldpress.acceptance.lake.EventRows;
import java.util.List;
import java.util.Locale;

/** The program behind {@code scripts/memory-test [--store s3] [--sort COLUMN]}. */
public final class MemoryCheck {

    private static final List<MemoryCase> CASES = List.of(
            new MemoryCase("10,000 sources of 20 KB", 10_000, 60, new EventRows(256)),
            new MemoryCase("300 sources of 1 MB", 300, 3_400, new EventRows(256)));

    private MemoryCheck() {}

    public static void main(String[] args) throws Exception {
        boolean onS3 = false;
        String sort = "keep";
        for (int i = 0; i < args.length; i += 2) {
            boolean hasValue = i + 1 < args.length;
            if (hasValue && args[i].equals("--store") && args[i + 1].equals("s3")) {
                onS3 = true;
            } else if (hasValue && args[i].equals("--sort")) {
                sort = args[i + 1];
            } else {
                System.err.println("usage: scripts/memory-test [--store s3] [--sort COLUMN]");
                System.exit(2);
            }
        }
        System.exit(measure(onS3, sort) ? 0 : 1);
    }

    private static boolean measure(boolean onS3, String sort) throws Exception {
        boolean right = true;
        for (MemoryCase lake : CASES) {
            MemoryFinding finding = lake.measure(sort);
            System.out.println(finding.text());
            right &= finding.isRight();
            if (onS3) {
                MemoryFinding there = lake.measureOnS3(sort);
                System.out.println(there.text());
                System.out.printf(
                        Locale.ROOT,
                        "On S3 it took %.1f times as long.%n",
                        there.time().toNanos() / (double) finding.time().toNanos());
                right &= there.isRight();
            }
        }
        System.out.println(right ? "Both fit in " + MemoryCase.HEAP + "." : "NOT all well; see above.");
        return right;
    }
}
