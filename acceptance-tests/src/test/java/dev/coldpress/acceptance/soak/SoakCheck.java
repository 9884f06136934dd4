package dev.coldpress.acceptance.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The program behind {@code scripts/soak DAYS [SEED] [--csv FILE]}. */
public final class SoakCheck {

    private static final Duration HOUR = Duration.ofMillis(1500);
    private static final int LOG_LINES_SHOWN = 20;

    private SoakCheck() {}

    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(List.of(args));
        int option = words.indexOf("--csv");
        Path csv = null;
        if (option >= 0 && option + 1 < words.size()) {
            csv = Path.of(words.remove(option + 1));
            words.remove(option);
        }
        if (words.isEmpty() || words.size() > 2 || Integer.parseInt(words.get(0)) < 1) {
            System.err.println("usage: scripts/soak DAYS [SEED] [--csv FILE]");
            System.exit(2);
        }
        int days = Integer.parseInt(words.get(0));
        long seed = words.size() > 1 ? Long.parseLong(words.get(1)) : new SecureRandom().nextInt(1_000_000);
        System.out.println(
                "Seed " + seed + ". It repeats what is meant to happen, not what a busy machine makes of it.");
        SoakVerdict verdict;
        try (Soak soak = new Soak(days, HOUR, seed, SoakCheck::say)) {
            verdict = soak.run();
            List<String> log = soak.logLines();
            System.out.println("The daemons logged " + log.size() + " lines at the level WARN or above"
                    + (log.isEmpty() ? "." : ", the first:"));
            log.stream().limit(LOG_LINES_SHOWN).forEach(System.out::println);
            if (csv != null) {
                Files.write(csv, soak.counts().csv());
            }
            soak.counts().plot().forEach(System.out::println);
        }
        verdict.lines().forEach(System.out::println);
        System.exit(verdict.isRight() ? 0 : 1);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
