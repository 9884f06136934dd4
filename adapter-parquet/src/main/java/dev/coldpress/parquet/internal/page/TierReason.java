package dev.coldpress.parquet.internal.page;

/** Why a row group or a column chunk was not made in a cheaper tier. */
public enum TierReason {
    /** Several small row groups become one. */
    SMALL_ROW_GROUP("its row groups are small"),
    /** The content is to be verified, for which it has to be read. */
    CONTENT_IS_VERIFIED("its content is verified"),
    /** The output has other columns, or has them in another order. */
    OTHER_SCHEMA("the output has other columns"),
    /** Another codec is asked for. */
    OTHER_CODEC("its codec is changed"),
    /** The chunks of a row group do not lie behind each other. */
    SCATTERED_CHUNKS("the chunks of a row group lie apart"),
    /** The output says in which order the bounds of its statistics are, and the source does not. */
    UNCLEAR_BOUNDS("the order of its bounds is not said"),
    /** A Bloom filter is wanted that the source has not got. */
    WANTED_FILTER("a Bloom filter of it is wanted"),
    /** There is no page index in the source, or a wrong one. */
    NO_PAGE_INDEX("there is no page index"),

    /** The pages are not such that their compressed values are full pages of the output as well. */
    OTHER_PAGES("its pages are small, or share a dictionary"),

    /** The rows of the output are in another order than the sources behind each other. */
    OTHER_ORDER("its rows are brought into another order"),
    /** The column is missing within a group of a source: its nulls follow from the levels of another column. */
    DERIVED_COLUMN("it is missing within a group of a source"),
    /** The type of the output is a wider one than that of a source. */
    WIDER_TYPE("its type becomes a wider one"),
    /** The writer is known for pages, headers or statistics that only readers who know it read right. */
    OLD_WRITER("its writer is known for wrong pages or statistics"),
    /** Values are encoded in a way that their type has not got, or are to be in one that pages are not regrouped in. */
    ENCODING("its values are encoded in an unusual way"),
    /** Fixed-length values of no bytes, of which no count can be checked. */
    VALUES_WITHOUT_BYTES("its values have no bytes"),
    /** A page has something that only shows when it is read. */
    OTHER_CONTENT("a page has what only its values' reader knows"),
    /** The tests compare the other tiers with transcode. */
    SWITCHED_OFF("the cheaper tiers are switched off");

    private final String text;

    TierReason(String text) {
        this.text = text;
    }

    /** As people read it, behind the column's name. */
    public String text() {
        return text;
    }
}
