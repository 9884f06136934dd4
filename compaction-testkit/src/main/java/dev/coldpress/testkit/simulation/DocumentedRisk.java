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
    RECREATED_BYTES,
    /**
     * Risk 5: a listing of several pages is no snapshot. An output sorts behind its sources only if the compactor's own listing
     * took several pages. So a reader whose listing takes several can miss rows of a group that was planned when the partition
     * fitted on one: it had passed the output's place before the publish, and comes to the sources' places after the deletes.
     */
    ONE_PAGE_PLAN
}
