package dev.coldpress.metadata;

/** Two files say different things of their values, of which one file can say only one. */
public final class MetadataConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Values of files are in it, which may hold anything. */
    private static final int MOST_LETTERS = 500;

    /** @param difference what differs and where, for people; it is made one line of some length */
    public MetadataConflictException(String difference) {
        super(printable(difference), null, false, false);
    }

    private static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= MOST_LETTERS ? plain : plain.substring(0, MOST_LETTERS) + "...";
    }

    public String difference() {
        return String.valueOf(getMessage());
    }
}
