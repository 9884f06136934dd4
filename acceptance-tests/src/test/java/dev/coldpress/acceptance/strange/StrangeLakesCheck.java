package dev.coldpress.acceptance.strange;

import dev.coldpress.acceptance.lake.TemporaryFolder;

/** The program behind {@code scripts/strange-lakes}. */
public final class StrangeLakesCheck {

    private StrangeLakesCheck() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            System.err.println("usage: scripts/strange-lakes");
            System.exit(2);
        }
        System.out.println("| written by | a directory | what `plan` proposes | files |");
        System.out.println("|---|---|---|---|");
        int wrong = 0;
        for (StrangeLake lake : StrangeLakes.ALL) {
            try (TemporaryFolder folder = TemporaryFolder.create("coldpress-strange")) {
                StrangeFinding finding = new StrangeTrial(lake, folder.path()).find();
                System.out.println(finding.row());
                wrong += finding.isRight() ? 0 : 1;
            }
        }
        System.out.println(StrangeLakes.ALL.size() + " lakes, " + wrong + " wrong");
        System.exit(wrong == 0 ? 0 : 1);
    }
}
