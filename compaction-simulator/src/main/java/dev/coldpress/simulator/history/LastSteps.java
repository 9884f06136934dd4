package dev.coldpress.simulator.history;

/** What one thread of a process did last, as far as what it does next is judged by it. */
final class LastSteps {

    private final RoleTracker roles = new RoleTracker();
    private boolean lookedJustNow;
    private int pages;

    RoleTracker roles() {
        return roles;
    }

    /** Whether the last call, apart from deletes, was a head that found its object: see {@code DocumentedRisk}. */
    boolean lookedJustNow() {
        return lookedJustNow;
    }

    void looked(boolean justNow) {
        lookedJustNow = justNow;
    }

    /** How many pages the last listing took. */
    int pages() {
        return pages;
    }

    void lists(boolean firstPage) {
        pages = firstPage ? 1 : pages + 1;
    }
}
