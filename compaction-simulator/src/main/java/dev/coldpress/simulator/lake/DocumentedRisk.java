package dev.coldpress.simulator.lake;

/**
 * What the commit protocol says it does not prevent. A history that runs into one of these is counted as such, and
 * ends.
 */
public enum DocumentedRisk {
    /**
     * Risk 2 of the protocol, on stores without unique versions: a user deletes an output, a writer re-creates a source
     * with the same bytes within the second, so that it has the same version, and a compactor deletes it, all between
     * that compactor's look at the output and the effect of its delete. A delete whose compactor did not look right
     * before it is not excused.
     */
    RECREATED_BYTES,
    /**
     * Risk 5: a listing of several pages is no snapshot. An output sorts behind its sources only if the compactor's own
     * listing took several pages. So a reader whose listing takes several can miss rows of a group that was planned
     * when the partition fitted on one: it had passed the output's place before the publish, and comes to the sources'
     * places after the deletes.
     */
    ONE_PAGE_PLAN,
    /**
     * Rows that stay doubled, since no file may go: each file that holds such a row is an output, each of these outputs
     * has rows that another one lacks, pair by pair, and the clean run has set each of them aside with the reason
     * {@code rows-twice}. Only in histories in which the lake was copied, mounted in parts, restored or robbed of its
     * records, or had two sets of records: within the protocol no two plans overlap.
     */
    PARTLY_OVERLAPPING,
    /**
     * A row that a user deleted while a compaction was under way, and that came back since nobody could tell from its
     * record any more that it had to go: the lake got another identity by a copy or by another version of its marker,
     * or lost its records, or has two sets of them. Not one that was deleted while nobody was at work.
     */
    DELETED_DURING_MERGE,
    /**
     * A plan was judged once more after its sources had been deleted for its output, and the output was retracted.
     * Either its record was put back from a backup without the lake's marker, which is risk 3 of the protocol: records
     * are never restored, but deleted. Or the record was deleted by somebody on a store where records are kept as a
     * log, where a compactor that was in the midst of the plan finds the number free that another one had taken.
     */
    RESTORED_PLAN,
    /**
     * Two sets of records round one lake were begun at the same time by roots of which one lies in the other, so that
     * each finds the marker of the other, and both refuse to work until a person deletes one of them.
     */
    BOTH_REFUSED
}
