package dev.coldpress.s3;

import dev.coldpress.s3.WireProxy.Passing;
import java.util.function.Predicate;

/** Which answers are cut: that to one request, or also those to all later requests of its kind. */
enum Cuts {
    FIRST,
    ALL;

    Predicate<Passing> from(Passing request) {
        return this == FIRST
                ? passing -> passing.number() == request.number()
                : passing -> passing.number() >= request.number() && passing.request() == request.request();
    }
}
