package dev.coldpress.app.settings;

import java.util.regex.Pattern;

/** Keeps secrets out of what is printed. No setting is one, but people put them into URIs. */
public final class Secrets {

    private static final Pattern USER = Pattern.compile("(://)[^/?#]*@");
    private static final Pattern QUERY = Pattern.compile("(://[^?]*\\?).*");

    private Secrets() {}

    /** The text with user and password, and the query, of a URI in it replaced by {@code ***}. */
    public static String masked(String text) {
        String withoutUser = USER.matcher(text).replaceAll("$1***@");
        return QUERY.matcher(withoutUser).replaceAll("$1***");
    }
}
