package dev.coldpress.acceptance.crash;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The program behind {@code scripts/crash-test KILLS [SEED] [--compactors N]}. */
public final class CrashTest {

    private CrashTest() {}

    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(List.of(args));
        int compactors = 1;
        int option = words.indexOf("--compactors");
        if (option >= 0 && option + 1 < words.size()) {
            compactors = Integer.parseInt(words.remove(option + 1));
            words.remove(option);
        }
        if (words.isEmpty() || words.size() > 2 || compactors < 1) {
            System.err.println("usage: scripts/crash-test KILLS [SEED] [--compactors N]");
            System.exit(2);
        }
        int kills = Integer.parseInt(words.get(0));
        long seed = words.size() > 1 ? Long.parseLong(words.get(1)) : new SecureRandom().nextInt(1_000_000);
        System.out.println(
                "Seed " + seed + ". It repeats the lakes and the moments, not what a busy machine makes of them.");
        CrashTally tally;
        Consumer<String> progress = System.out::println;
        try (CrashTrials trials = new CrashTrials(seed, compactors, progress)) {
            tally = trials.run(kills);
        }
        tally.lines().forEach(System.out::println);
        System.exit(tally.isRight() ? 0 : 1);
    }
}
