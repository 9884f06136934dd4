package dev.coldpress.partition;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Translates the JDK's {@code glob:} syntax (see {@link java.nio.file.FileSystem#getPathMatcher}) into a regular
 * expression over plain text with slashes. The JDK itself matches paths of its file system, and there is no such path
 * for a name that the locale of the process cannot spell, although a store may well have it.
 */
public final class Glob {

    private static final String SPECIAL_IN_REGEX = "\\^$.|?*+()[]{}";
    private static final String SPECIAL_IN_CLASS = "\\^-&[]";

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int next;
    private boolean inGroup;

    private Glob(String glob) {
        this.glob = glob;
    }

    /**
     * A pattern that matches what the glob matches.
     *
     * @throws PatternSyntaxException with what is wrong, and where
     */
    public static Pattern compile(String glob) {
        return new Glob(glob).translate();
    }

    private Pattern translate() {
        while (next < glob.length()) {
            char c = glob.charAt(next++);
            switch (c) {
                case '\\' -> {
                    require(next < glob.length(), "nothing follows the backslash");
                    literal(glob.charAt(next++));
                }
                case '*' -> regex.append(follows('*') ? ".*" : "[^/]*");
                case '?' -> regex.append("[^/]");
                case '[' -> characterClass();
                case '{' -> {
                    require(!inGroup, "there is a group within a group");
                    regex.append("(?:");
                    inGroup = true;
                }
                case '}' -> endGroup();
                case ',' -> regex.append(inGroup ? '|' : ',');
                default -> literal(c);
            }
        }
        require(!inGroup, "a '}' is missing");
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private boolean follows(char c) {
        if (next == glob.length() || glob.charAt(next) != c) {
            return false;
        }
        next++;
        return true;
    }

    private void literal(char c) {
        if (SPECIAL_IN_REGEX.indexOf(c) >= 0) {
            regex.append('\\');
        }
        regex.append(c);
    }

    private void endGroup() {
        if (inGroup) {
            regex.append(')');
            inGroup = false;
        } else {
            literal('}');
        }
    }

    /** One character, never a slash. A backslash stands for itself here, and a hyphen does at either end. */
    private void characterClass() {
        int end = glob.indexOf(']', next);
        require(end >= 0, "a ']' is missing");
        String content = glob.substring(next, end);
        boolean isNegated = content.startsWith("!");
        int[] characters = content.substring(isNegated ? 1 : 0).codePoints().toArray();
        require(characters.length > 0, "there is nothing between the brackets");
        require(content.indexOf('/') < 0, "there is a slash between the brackets");
        regex.append(isNegated ? "(?!/)[^" : "(?!/)[");
        for (int i = 0; i < characters.length; i++) {
            inClass(characters[i]);
            if (i + 2 < characters.length && characters[i + 1] == '-') {
                require(characters[i] <= characters[i + 2], "a range goes backwards");
                regex.append('-');
                inClass(characters[i + 2]);
                i += 2;
            }
        }
        regex.append(']');
        next = end + 1;
    }

    private void inClass(int character) {
        if (SPECIAL_IN_CLASS.indexOf(character) >= 0) {
            regex.append('\\');
        }
        regex.appendCodePoint(character);
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new PatternSyntaxException(problem, glob, next - 1);
        }
    }
}
