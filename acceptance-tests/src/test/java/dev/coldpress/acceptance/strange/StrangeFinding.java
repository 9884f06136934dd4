package dev.coldpress.acceptance.strange;

import java.util.List;

/**
 * What became of a lake.
 *
 * @param guesses what was proposed, as it stands on a command line
 * @param problems empty if all is right
 */
record StrangeFinding(StrangeLake lake, int filesBefore, int filesAfter, List<String> guesses, List<String> problems) {

    boolean isRight() {
        return problems.isEmpty();
    }

    /** A row of the table in the documentation, and the problems. */
    String row() {
        String guess = "`" + String.join("`, `", guesses) + "`";
        String files = filesBefore + " to " + filesAfter;
        String wrong = isRight() ? "" : "  WRONG: " + String.join("; ", problems);
        return "| " + lake.tool() + " | `" + lake.directories().get(0) + "/` | " + guess + " | " + files + " |" + wrong;
    }
}
