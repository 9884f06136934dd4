package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.crash.CrashTrials.Engine;
import dev.coldpress.acceptance.crash.CrashTrials.Store;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The program behind
 * {@code scripts/crash-test KILLS [SEED] [--compactors N] [--store local|s3] [--engine spark] [--copy] [--roots] [--faults]}.
 */
public final class CrashCheck {

    private CrashCheck() {}

    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(List.of(args));
        Trouble trouble = new Trouble(words.remove("--copy"), words.remove("--roots"), words.remove("--faults"));
        String engine = option(words, "--engine", "process");
        boolean isSpark = engine.equals("spark");
        int compactors = Integer.parseInt(option(words, "--compactors", isSpark ? "3" : "1"));
        String store = option(words, "--store", "local");
        if (words.isEmpty()
                || words.size() > 2
                || compactors < (isSpark ? 2 : 1)
                || !List.of("process", "spark").contains(engine)
                || (isSpark && !trouble.equals(Trouble.NONE))
                || !List.of("local", "s3").contains(store)) {
            System.err.println(
                    "usage: scripts/crash-test KILLS [SEED] [--compactors N] [--store local|s3] [--engine spark] [--copy] [--roots] [--faults]");
            System.exit(2);
        }
        int kills = Integer.parseInt(words.get(0));
        long seed = words.size() > 1 ? Long.parseLong(words.get(1)) : new SecureRandom().nextInt(1_000_000);
        System.out.println(
                "Seed " + seed + ". It repeats the lakes and the moments, not what a busy machine makes of them.");
        CrashTally tally;
        Consumer<String> progress = System.out::println;
        try (CrashTrials trials = new CrashTrials(
                seed,
                compactors,
                Engine.valueOf(engine.toUpperCase(Locale.ROOT)),
                Store.valueOf(store.toUpperCase(Locale.ROOT)),
                trouble,
                progress)) {
            tally = trials.run(kills);
        }
        tally.lines().forEach(System.out::println);
        System.exit(tally.isRight() ? 0 : 1);
    }

    /** Takes an option and its value out of the words. */
    private static String option(List<String> words, String name, String absent) {
        int at = words.indexOf(name);
        if (at < 0 || at + 1 == words.size()) {
            return absent;
        }
        words.remove(at);
        return words.remove(at);
    }
}
