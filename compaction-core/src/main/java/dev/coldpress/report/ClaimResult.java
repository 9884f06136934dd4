package dev.coldpress.report;

/** The result of an attempt to claim a partition. The labels appear in metrics. */
public enum ClaimResult {
    /** The plan is recorded: this process owns the partition for now. */
    WON("won"),
    /** Another compactor changed the record first. */
    LOST("lost"),
    /** Another compactor ended the plan while it was being merged. */
    TAKEN_OVER("taken-over"),
    /** Another compactor works on the partition, which is left to it. */
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
