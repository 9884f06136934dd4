package dev.coldpress.report;

/** What became of the wish to work on a partition. The labels appear in metrics. */
public enum ClaimResult {
    /** The plan is on record: the partition is this process's for now. */
    WON("won"),
    /** Another compactor changed the record first. */
    LOST("lost"),
    /** Another compactor ended the plan while it was being merged. */
    TAKEN_OVER("taken-over"),
    /** Another compactor is at work there, and the partition is left to it. */
    LEFT_TO_ANOTHER("left-to-another");

    private final String label;

    ClaimResult(String label) {
        this.label = label;
    }

    /** The name for machines. It never changes. */
    public String label() {
        return label;
    }
}
