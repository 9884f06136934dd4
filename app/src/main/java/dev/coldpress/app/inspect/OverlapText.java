package dev.coldpress.app.inspect;

import java.util.Locale;
import java.util.OptionalDouble;

/** A share of pairs of ranges for people. */
final class OverlapText {

    private OverlapText() {}

    /** Nothing where there is none to tell. */
    static String of(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.2f", share.getAsDouble()) : "";
    }
}
