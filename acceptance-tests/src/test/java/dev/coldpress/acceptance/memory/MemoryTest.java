package dev.coldpress.acceptance.memory;

import dev.coldpress.acceptance.lake.EventRows;
import java.util.List;

/** The program behind {@code scripts/memory-test}. */
public final class MemoryTest {

    private static final List<MemoryCase> CASES = List.of(
            new MemoryCase("10,000 sources of 20 KB", 10_000, 60, new EventRows(256)),
            new MemoryCase("300 sources of 1 MB", 300, 3_400, new EventRows(256)));

    private MemoryTest() {}

    public static void main(String[] args) throws Exception {
        boolean right = true;
        for (MemoryCase lake : CASES) {
            MemoryFinding finding = lake.measure();
            System.out.println(finding.text());
            right &= finding.isRight();
        }
        System.out.println(right ? "Both fit in " + MemoryCase.HEAP + "." : "NOT all well; see above.");
        System.exit(right ? 0 : 1);
    }
}
