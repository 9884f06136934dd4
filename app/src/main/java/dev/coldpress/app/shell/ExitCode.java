package dev.coldpress.app.shell;

import java.util.List;

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

    /** Each as the help shows it: the number, a colon, and what it means. */
    public static final String DONE_SHOWN = DONE + ":done";

    public static final String FAILED_SHOWN = FAILED + ":some partitions failed, or a file is damaged";
    public static final String USAGE_SHOWN = USAGE + ":wrong usage or settings; nothing was done";
    public static final String STORE_SHOWN = STORE + ":the store is out of reach";
    public static final String INTERRUPTED_SHOWN = "130:ended by Ctrl-C";
    public static final String TERMINATED_SHOWN = "143:ended by SIGTERM; serve exits with 0 then";

    /** All, in the order of their numbers. */
    public static final List<String> SHOWN =
            List.of(DONE_SHOWN, FAILED_SHOWN, USAGE_SHOWN, STORE_SHOWN, INTERRUPTED_SHOWN, TERMINATED_SHOWN);

    private ExitCode() {}
}
