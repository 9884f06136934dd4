package dev.coldpress.port;

/** What became of a conditional write. A caller that must know after an {@link Unknown} reads the object again. */
public sealed interface WriteResult {

    /**
     * The object is stored; durable when this returns.
     *
     * @param version by which this write can be replaced and deleted. A store may know less of a write that it has just
     *     taken than of one that it is asked for, so a head, a read or a listing may tell another version of the same
     *     write: to compare it with those tells nothing.
     */
    record Written(ObjectVersion version) implements WriteResult {}

    /**
     * The store refused because its condition did not hold. A client that retries by itself may meet its own first try,
     * so this does not prove that somebody else wrote.
     */
    record Conflict() implements WriteResult {}

    /** The write may have taken effect, may take effect later, or never. */
    record Unknown(StoreException cause) implements WriteResult {}
}
