package dev.coldpress.simulator.lake;

/**
 * A promise that was broken.
 *
 * @param promise S1, S2, S3, S4, L1 or U as in the commit protocol, {@code READER} for a row that a whole listing
 *     missed, or {@code BUG} for an exception that the code under test does not expect
 */
public record Violation(String promise, String detail) {

    @Override
    public String toString() {
        return TraceText.tidy(promise + ": " + detail);
    }
}
