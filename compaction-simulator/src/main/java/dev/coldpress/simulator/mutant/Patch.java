package dev.coldpress.simulator.mutant;

/**
 * An exact replacement in one source file of the core.
 *
 * @param file below {@code compaction-core/src/main/java/dev/coldpress/}, such as {@code commit/PlanResolver.java}
 * @param before stands in the file exactly once
 * @param after takes its place
 */
public record Patch(String file, String before, String after) {

    /**
     * Returns the source with the rule disabled.
     *
     * @throws IllegalStateException if the text is not there exactly once: the core has changed, and the patch must
     *     follow
     */
    public String apply(String source) {
        int at = source.indexOf(before);
        if (at < 0 || source.indexOf(before, at + 1) >= 0) {
            String howOften = at < 0 ? "not" : "more than once";
            throw new IllegalStateException("The text to replace is " + howOften + " in " + file + ":\n" + before);
        }
        return source.substring(0, at) + after + source.substring(at + before.length());
    }
}
