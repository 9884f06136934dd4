package dev.coldpress.acceptance.corpus;

import java.util.List;

/** What became of two files that were put into one cold partition. */
sealed interface TrialOutcome {

    /**
     * They became one file with equal rows in equal order, say the engines that could read them: at least one in the
     * end.
     */
    record Merged(List<String> judges) implements TrialOutcome {
        public Merged {
            judges = List.copyOf(judges);
        }
    }

    /** They were left as they are, byte for byte, and for a reason that was reported. */
    record Refused(String reason) implements TrialOutcome {}

    /** There was nothing to put beside the file. */
    record NotTried(String reason) implements TrialOutcome {}

    /** Anything else. */
    record Wrong(String difference) implements TrialOutcome {}
}
