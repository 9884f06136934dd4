package dev.coldpress.simulator.step;

/** What an actor asks for at a point of interleaving. */
public enum Operation {
    /** A process begins, or begins another run. */
    START,
    /** A wait of the compactor; it takes no time here, but others may go on. */
    PAUSE,
    LIST,
    HEAD,
    GET,
    READ,
    STAGE,
    /** A look for uploads that were staged. */
    STAGED,
    WRITE,
    COPY_FROM,
    SEAL,
    CREATE_IF_ABSENT,
    REPLACE,
    /** A write without a condition. */
    PUT,
    PUBLISH,
    ABORT,
    /** One object of a batch. */
    DELETE,
    /** A look for objects in the directories above the root. */
    FIRST_ABOVE,
    /** A plain delete of a user. */
    REMOVE,
    /** Something that happens to the lake as a whole. */
    UPHEAVAL;

    /** Whether the request changes the store in one step, so that it can take effect late. */
    public boolean isEffect() {
        return this == CREATE_IF_ABSENT
                || this == REPLACE
                || this == PUT
                || this == PUBLISH
                || this == ABORT
                || this == DELETE;
    }

    public boolean isStoreCall() {
        return this != START && this != PAUSE && this != REMOVE && this != UPHEAVAL;
    }
}
