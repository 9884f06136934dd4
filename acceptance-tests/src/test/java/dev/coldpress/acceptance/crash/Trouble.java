package dev.coldpress.acceptance.crash;

/**
 * What happens to a lake besides kills.
 *
 * @param copies at random moments the lake is copied, and the runs go on on the copy
 * @param roots runs with other roots and other places of records start at random; they must be refused
 * @param faults the store loses answers, gives them late, or breaks them off
 */
record Trouble(boolean copies, boolean roots, boolean faults) {

    static final Trouble NONE = new Trouble(false, false, false);
}
