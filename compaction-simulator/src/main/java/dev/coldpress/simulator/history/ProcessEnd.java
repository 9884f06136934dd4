package dev.coldpress.simulator.history;

/**
 * The end of a simulated process, thrown into the code under test. An {@link Error}, so that nothing that handles
 * faults handles it too; without a stack trace, since a history may have thousands.
 */
final class ProcessEnd extends Error {

    private static final long serialVersionUID = 1L;

    ProcessEnd() {
        super("the simulated process has ended", null, false, false);
    }
}
