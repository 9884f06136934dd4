package dev.coldpress.app.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of what is printed, logged and shown. No setting takes one, but people put them into URIs, and the
 * clients of stores put them into queries.
 */
public final class Secrets {

    /** What ends a URI in a text. A backslash stands before a quote in JSON. */
    private static final String END = "\\s\"'<>\\\\";

    /** Behind the scheme of a URI; a local path has no user. A path of Java's has only one of the two slashes. */
    private static final String SCHEME = "(?<!\\bfile)(:/+)";

    /**
     * A user and perhaps a password. With a colon they reach to the last {@code @}: the secret keys of S3 may have
     * slashes. Unless what follows the colon is a port.
     */
    private static final Pattern USER = Pattern.compile(
            SCHEME + "(?:[^/?#:@" + END + "]*:(?!\\d{1,5}(?:[/?#" + END + "]|$))[^" + END + "]*@|[^/?#" + END + "]*@)");

    private static final Pattern QUERY = Pattern.compile("(:/+[^?#" + END + "]*[?#])[^" + END + "]+");

    /**
     * The same of a text that is a URI as a whole: whatever it has, blanks too, belongs to it, and no port is believed.
     */
    private static final Pattern USER_OF_VALUE = Pattern.compile(SCHEME + "(?:[^/?#:@]*:.*@|[^/?#]*@)", Pattern.DOTALL);

    private static final Pattern QUERY_OF_VALUE = Pattern.compile("(?<!\\bfile)(:/+[^?#]*[?#]).+", Pattern.DOTALL);

    /** As some tools write a bucket, {@code key:secret@bucket}. */
    private static final Pattern USER_WITHOUT_SCHEME = Pattern.compile("^[^/:@]*:[^/].*@", Pattern.DOTALL);

    /** A flag that was taken for the value of the one before it. */
    private static final Pattern FLAG = Pattern.compile("^(-[^=]*=).+", Pattern.DOTALL);

    private Secrets() {}

    /** The text with user and password, and query and fragment, of each URI in it replaced by {@code ***}. */
    public static String masked(String text) {
        if (!text.contains(":/")) {
            return text;
        }
        String withoutUser = USER.matcher(text).replaceAll("$1***@");
        return QUERY.matcher(withoutUser).replaceAll("$1***");
    }

    /** The same of what somebody wrote for a setting or an argument; rather too much is replaced than too little. */
    public static String maskedValue(String value) {
        Matcher withoutScheme = USER_WITHOUT_SCHEME.matcher(value);
        if (withoutScheme.find()) {
            return withoutScheme.replaceAll("***@");
        }
        String withoutUser = USER_OF_VALUE.matcher(value).replaceAll("$1***@");
        String withoutQuery = QUERY_OF_VALUE.matcher(withoutUser).replaceAll("$1***");
        return FLAG.matcher(withoutQuery).replaceAll("$1***");
    }

    /**
     * So that no secret gets any further than to the one who wrote it.
     *
     * @throws IllegalArgumentException if the text is a URI with a user, a password or a query
     */
    public static void requireNone(String value) {
        boolean isUri = value.contains("://") && !value.startsWith("file:");
        if (isUri && !maskedValue(value).equals(value)) {
            throw new IllegalArgumentException("no setting takes a user, a password or a query; a store's credentials"
                    + " come from where its own tools look for them, such as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in"
                    + " the environment");
        }
    }
}
