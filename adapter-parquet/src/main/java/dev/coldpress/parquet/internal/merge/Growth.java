package dev.coldpress.parquet.internal.merge;

/**
 * That a column chunk is larger than its sources together, and why.
 *
 * @param percent how much
 */
record Growth(long percent, Cause cause) {

    /** What makes a chunk grow although other encodings were tried. */
    enum Cause {
        OTHER_CODEC("its codec is changed"),
        WIDER_TYPE("its type becomes a wider one"),
        OTHER_ORDER("its rows are in another order"),
        DICTIONARIES("the dictionaries of its sources have few values in common"),
        COMPRESSION("its sources are compressed further than is tried here");

        private final String text;

        Cause(String text) {
            this.text = text;
        }
    }

    /** To be read behind the column's name. */
    String text() {
        return percent + " % larger than in the sources, since " + cause.text;
    }
}
