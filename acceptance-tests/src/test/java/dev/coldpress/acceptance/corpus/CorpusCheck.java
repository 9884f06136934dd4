package dev.coldpress.acceptance.corpus;

import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.product.ProjectHome;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program behind {@code scripts/corpus DIR}. */
public final class CorpusCheck {

    private CorpusCheck() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 1 || !Files.isDirectory(Path.of(args[0]))) {
            System.err.println("usage: scripts/corpus DIR, a directory with Parquet files at any depth");
            System.exit(2);
        }
        Path corpus = Path.of(args[0]);
        CorpusReport report = run(corpus, CorpusTrials.filesOf(corpus), System.out);
        System.exit(report.isRight() ? 0 : 1);
    }

    /** Prints a line per file as it goes, then those of the siblings, and the verdict last. */
    static CorpusReport run(Path corpus, List<Path> files, PrintStream out) throws Exception {
        List<CorpusRow> rows = new ArrayList<>();
        Optional<PythonReaders> python = PythonReaders.start(ProjectHome.path("scripts/corpus-readers.py"));
        try (TemporaryFolder work = TemporaryFolder.create("coldpress-corpus")) {
            CorpusTrials trials = new CorpusTrials(corpus, work.path(), new OutputTruth(python));
            for (Path file : files) {
                CorpusRow row = trials.row(file);
                out.println(CorpusReport.line(row));
                rows.add(row);
            }
        } finally {
            python.ifPresent(PythonReaders::close);
        }
        CorpusReport report = new CorpusReport(rows);
        out.println();
        rows.forEach(row -> CorpusReport.siblingLines(row).forEach(out::println));
        out.println();
        report.reasons().forEach(out::println);
        out.println(report.siblingSummary());
        out.println(report.summary());
        return report;
    }
}
