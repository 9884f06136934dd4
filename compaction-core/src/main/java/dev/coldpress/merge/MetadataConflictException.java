package dev.coldpress.merge;

/** Two files say different things of their values, of which one file can say only one. */
final class MetadataConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param difference what differs and where, for people, in one line */
    MetadataConflictException(String difference) {
        super(difference, null, false, false);
    }

    String difference() {
        return String.valueOf(getMessage());
    }
}
