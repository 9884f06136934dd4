package dev.coldpress.simulator.history;

import dev.coldpress.simulator.step.Call;
import org.jspecify.annotations.Nullable;

/** Somebody who takes part in a history, one call at a time. */
abstract class Actor {

    final int index;
    final String name;
    /** How many calls have been made. */
    int calls;

    Actor(int index, String name) {
        this.index = index;
        this.name = name;
    }

    /** The call that it has come to; null if it cannot go on now, or never again. */
    abstract @Nullable Call pending();

    /** Equal if it has come to the same point with the same knowledge. */
    abstract long fingerprint();
}
