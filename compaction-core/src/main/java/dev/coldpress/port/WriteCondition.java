package dev.coldpress.port;

import java.util.Optional;

/**
 * What has to be true of a key for {@link ObjectStore#put} to write it.
 *
 * @param kind what is asked
 * @param expected for {@link Kind#AT_VERSION} the version; else empty
 */
public record WriteCondition(Kind kind, Optional<ObjectVersion> expected) {

    /** Nothing is at the key. */
    public static final WriteCondition ABSENT = new WriteCondition(Kind.ABSENT, Optional.empty());

    /** No condition. Only for stores that lack the others. */
    public static final WriteCondition NONE = new WriteCondition(Kind.NONE, Optional.empty());

    /** What is asked of a key. */
    public enum Kind {
        ABSENT,
        AT_VERSION,
        NONE
    }

    public WriteCondition {
        if ((kind == Kind.AT_VERSION) != expected.isPresent()) {
            throw new IllegalArgumentException("A version belongs to AT_VERSION and to nothing else, not to " + kind);
        }
    }

    /** The key holds this version. A key that holds nothing does not. */
    public static WriteCondition at(ObjectVersion version) {
        return new WriteCondition(Kind.AT_VERSION, Optional.of(version));
    }

    /**
     * The version that the key has to hold.
     *
     * @throws java.util.NoSuchElementException if the condition is another one
     */
    public ObjectVersion version() {
        return expected.orElseThrow();
    }
}
