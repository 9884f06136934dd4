package dev.coldpress.acceptance.crash;

import java.security.SecureRandom;
import java.util.function.Consumer;

/** The program behind {@code scripts/crash-test KILLS [SEED]}. */
public final class CrashTest {

    private CrashTest() {}

    public static void main(String[] args) throws Exception {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: scripts/crash-test KILLS [SEED]");
            System.exit(2);
        }
        int kills = Integer.parseInt(args[0]);
        long seed = args.length > 1 ? Long.parseLong(args[1]) : new SecureRandom().nextInt(1_000_000);
        System.out.println(
                "Seed " + seed + ". It repeats the lakes and the moments, not what a busy machine makes of them.");
        CrashTally tally;
        Consumer<String> progress = System.out::println;
        try (CrashTrials trials = new CrashTrials(seed, progress)) {
            tally = trials.run(kills);
        }
        tally.lines().forEach(System.out::println);
        System.exit(tally.isRight() ? 0 : 1);
    }
}
