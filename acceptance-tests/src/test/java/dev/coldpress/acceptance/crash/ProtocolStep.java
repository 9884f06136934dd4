package dev.coldpress.acceptance.crash;

import java.util.List;

/** How far the protocol had come when a run was killed, as far as the lake shows it. */
enum ProtocolStep {
    BEFORE_FIRST_RECORD("before the first record"),
    DONE("every record says done: listing, staging, or between two partitions"),
    PLANNED("planned, nothing published"),
    PUBLISHED("planned, some or all outputs published"),
    DELETING("committed, sources not or not all deleted"),
    DELETED("committed, all sources deleted");

    private final String words;

    ProtocolStep(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /**
     * @param states of the records that are there
     * @param doubledRows how many rows readers see twice
     */
    static ProtocolStep of(List<String> states, long doubledRows) {
        if (states.contains("committed")) {
            return doubledRows > 0 ? DELETING : DELETED;
        } else if (states.contains("planned")) {
            return doubledRows > 0 ? PUBLISHED : PLANNED;
        }
        return states.isEmpty() ? BEFORE_FIRST_RECORD : DONE;
    }
}
