package dev.coldpress;

/** How many bytes of sources a run may still merge. For one thread. */
final class RunBudget {

    private long bytesLeft;

    RunBudget(long bytes) {
        bytesLeft = bytes;
    }

    /** Takes from the budget if anything is left; a single group may overdraw it, so that large groups get their turn. */
    boolean take(long bytes) {
        if (bytesLeft <= 0) {
            return false;
        }
        bytesLeft -= bytes;
        return true;
    }
}
