package dev.coldpress.simulator.history;

/** What a compactor is doing, as far as the last record tells that it read or wrote. */
enum Role {
    /** It has seen no record or a finished one: it lists, plans, stages and claims. */
    PLANNER,
    /** Its own plan is on record: it merges and publishes. */
    MERGER,
    /** It aborts and judges its own plan. */
    OWN_RESOLVER,
    /** It found a plan that another process, or an earlier life of this one, had left. */
    OTHER_RESOLVER,
    OWN_EXECUTOR,
    OTHER_EXECUTOR
}
