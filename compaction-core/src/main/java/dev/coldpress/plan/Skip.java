package dev.coldpress.plan;

/**
 * Why something is left alone, in this very case.
 *
 * @param detail for people: the figures that led to the reason; may be empty
 */
public record Skip(SkipReason reason, String detail) {

    @Override
    public String toString() {
        return detail.isEmpty() ? reason.label() : reason.label() + " (" + detail + ")";
    }
}
