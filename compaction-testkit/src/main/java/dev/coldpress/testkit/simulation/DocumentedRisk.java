package dev.coldpress.testkit.simulation;

/**
 * What the commit protocol says it does not prevent. A history that runs into one of these is counted as such, and ends.
 */
public enum DocumentedRisk {
    /**
     * Risk 2 of the protocol, on stores without unique versions: a user deletes an output, a writer re-creates a source with
     * the same bytes within the second, so that it has the same version, and a compactor deletes it, all between that
     * compactor's look at the output and the effect of its delete. A delete whose compactor did not look right before it is
     * not excused.
     */
    RECREATED_BYTES
}
