package dev.coldpress.app.shell;

/** How a command tells its caller what became of it. */
public final class ExitCode {

    /** All is done; partitions that are left alone for a reason count as done. */
    public static final int DONE = 0;

    /** Some partitions failed, or some files are not what they should be. */
    public static final int FAILED = 1;

    /** The command line or the settings are wrong: nothing was done. The same number as picocli's. */
    public static final int USAGE = 2;

    /** The store is out of reach. */
    public static final int STORE = 3;

    private ExitCode() {}
}
