package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;

/** Tells by the listing of a partition alone that there is nothing to do in it. */
@FunctionalInterface
public interface RestCheck {

    /** Knows nothing. */
    RestCheck NONE = (partition, listing) -> false;

    /**
     * Whether it is certain that there is nothing to do.
     *
     * @param listing whole, without what a store tells of in delimited listings alone
     */
    boolean isAtRest(KeyPrefix partition, PartitionListing listing);
}
