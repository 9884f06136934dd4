package dev.coldpress.parquet.internal.merge;

/** How a column chunk of the output is made, from the cheapest way to the one that knows everything. */
enum Tier {
    /** The store copies the whole row group. */
    COMPOSE("compose"),
    /** Compressed values of whole pages are moved as they are; the rest is re-paged. */
    SPLICE("splice"),
    /** Encoded values are regrouped into full pages. */
    REPAGE("re-page"),
    /** Encoded values are brought into another order. */
    GATHER("gather"),
    /** Values are decoded and encoded one by one. */
    TRANSCODE("transcode");

    private final String title;

    Tier(String title) {
        this.title = title;
    }

    /** As reports have it. */
    String title() {
        return title;
    }
}
