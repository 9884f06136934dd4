package dev.coldpress.testkit.fault;

/**
 * The end of the process, as far as the code under test can tell. An {@link Error}, so that nothing that handles faults
 * handles it too; after it the {@link FaultyObjectStore} that threw it lets nothing through any more.
 */
public final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash(String message) {
        super(message);
    }
}
