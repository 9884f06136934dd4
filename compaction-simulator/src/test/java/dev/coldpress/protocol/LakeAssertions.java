package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** The promises of the protocol, as a reader of the lake sees them. */
final class LakeAssertions {

    private LakeAssertions() {}

    /** Promise S1: at every instant each row is visible at least once. */
    static void assertNoRowLost(SmallLake lake, String when) {
        assertThat(lake.visibleRows().keySet()).as("rows visible %s", when).hasSize(lake.rowsWritten());
    }

    /** Promise S2: at rest each row is visible exactly once. */
    static void assertEachRowOnce(SmallLake lake, String when) {
        Map<String, Integer> rows = lake.visibleRows();
        assertThat(rows).as("rows visible %s", when).hasSize(lake.rowsWritten());
        assertThat(rows.values()).as("how often each row is visible %s", when).allMatch(times -> times == 1);
    }
}
