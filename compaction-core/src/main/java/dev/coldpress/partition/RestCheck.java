package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;

/** Tells by the listing of a partition alone that there is nothing to do in it. */
public interface RestCheck {

    /** Knows nothing. */
    RestCheck NONE = new RestCheck() {
        @Override
        public boolean isAtRest(KeyPrefix partition, PartitionListing listing) {
            return false;
        }

        @Override
        public int unseen() {
            return 0;
        }
    };

    /**
     * Whether it is certain that there is nothing to do.
     *
     * @param listing whole, without what a store tells of in delimited listings alone
     */
    boolean isAtRest(KeyPrefix partition, PartitionListing listing);

    /**
     * How many further partitions it may be of use to ask about, at most: those at rest, or all if the listings are
     * wanted for something else too.
     */
    int unseen();
}
