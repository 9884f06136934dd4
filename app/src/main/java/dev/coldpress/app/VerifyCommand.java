package dev.coldpress.app;

import dev.coldpress.app.lake.Lake;
import dev.coldpress.app.lake.Lakes;
import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.SettingFlags;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.VerifiedFile;
import dev.coldpress.report.VerifiedPartition;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads every compacted file again. */
@Command(
        name = "verify",
        description = {
            "Reads every page of every compacted file again, and looks for rows that are there twice. Changes nothing.",
            "It reports what a run cannot repair, including unreadable records, and says what to do about each."
        })
final class VerifyCommand implements Callable<Integer> {

    private final Lakes lakes;
    private final Shell shell;

    @Spec
    private CommandSpec spec;

    private long partitions;
    private long files;
    private long rows;
    private long problems;

    VerifyCommand(Lakes lakes, Shell shell) {
        this.lakes = lakes;
        this.shell = shell;
    }

    @Override
    public Integer call() {
        ChosenSettings settings = SettingFlags.read(spec, shell.environment());
        try (Lake lake = lakes.open(settings)) {
            row("ROWS", "FILE");
            lake.compactor(CompactionListener.NONE).verifyAll(this::print);
            if (partitions == 0) {
                Lakes.requireAnything(lake);
            }
        }
        row(Amounts.count(rows), "in " + Amounts.count(files, "compacted file") + " read again; " + verdict());
        return problems == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private String verdict() {
        if (problems > 0) {
            return Amounts.count(problems, "PROBLEM");
        }
        return partitions == 0 ? "no partition is cold and in the layout" : "all is well";
    }

    private void print(VerifiedPartition partition) {
        partitions++;
        partition.files().forEach(this::print);
        for (String problem : partition.problems()) {
            problems++;
            row("", partition.partition().shown() + "  PROBLEM: " + problem);
        }
        partition.unfinished().ifPresent(what -> row("", partition.partition().shown() + "  unfinished: " + what));
    }

    private void print(VerifiedFile file) {
        files++;
        rows += file.rowCount();
        file.problem().ifPresent(problem -> problems++);
        row(
                Amounts.count(file.rowCount()),
                file.key()
                        + file.problem().map(problem -> "  PROBLEM: " + problem).orElse(""));
    }

    private void row(String rowCount, String file) {
        shell.out().print(String.format(Locale.ROOT, "%15s  %s%n", rowCount, file));
    }
}
