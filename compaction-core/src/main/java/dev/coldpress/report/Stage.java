package dev.coldpress.report;

/** A stage of the work, whose time is measured. The labels appear in metrics. */
public enum Stage {
    /** Listing the lake, or one partition. */
    LIST("list"),
    /** Reading footers for a plan, or the sources of one merge. */
    READ("read"),
    /** Decoding and encoding in one merge; without reading and uploading. A check of contents is part of it. */
    MERGE("merge"),
    /** Appending one output to its upload, and making it durable. */
    UPLOAD("upload"),
    /** Comparing the footer of one output with its sources. */
    VERIFY("verify"),
    /** Publishing the outputs of a round, and asking the store which of them are visible. */
    PUBLISH("publish"),
    /** Deleting the sources of a round, or the outputs that were retracted. */
    DELETE("delete");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** The name for machines. It never changes. */
    public String label() {
        return label;
    }
}
