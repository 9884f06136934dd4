package dev.coldpress.acceptance.corpus;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns what was found out into text, and into a verdict. */
final class CorpusReport {

    private final List<CorpusRow> rows;

    CorpusReport(List<CorpusRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The line of one file merged with itself. */
    static String line(CorpusRow row) {
        return String.format("%-8s%-66s %s", word(row.alone()), row.name(), detail(row));
    }

    /** The lines of one file merged with its siblings; none if the file was not merged with itself. */
    static List<String> siblingLines(CorpusRow row) {
        return new TreeMap<>(row.siblings())
                .entrySet().stream()
                        .map(sibling -> String.format(
                                "%-8s%-84s %s",
                                word(sibling.getValue()),
                                row.name() + " + " + sibling.getKey(),
                                detail(sibling.getValue())))
                        .toList();
    }

    String siblingSummary() {
        List<TrialOutcome> siblings =
                rows.stream().flatMap(row -> row.siblings().values().stream()).toList();
        long tried = siblings.size() - count(siblings, TrialOutcome.NotTried.class);
        return tried + " pairs with a sibling: " + counts(siblings);
    }

    /** How many files were refused for each reason, in the words of the reason's kind. */
    List<String> reasons() {
        Map<String, Integer> counts = new TreeMap<>();
        for (CorpusRow row : rows) {
            if (row.alone() instanceof TrialOutcome.Refused refused) {
                counts.merge(refused.reason().split(":", 2)[0], 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(count -> String.format("%5d refused: %s", count.getValue(), count.getKey()))
                .toList();
    }

    String summary() {
        return rows.size() + " files: "
                + counts(rows.stream().map(CorpusRow::alone).toList());
    }

    boolean isRight() {
        return rows.stream()
                .noneMatch(row -> row.alone() instanceof TrialOutcome.Wrong
                        || row.siblings().values().stream().anyMatch(TrialOutcome.Wrong.class::isInstance));
    }

    private static String counts(Collection<TrialOutcome> outcomes) {
        return count(outcomes, TrialOutcome.Merged.class) + " merged, " + count(outcomes, TrialOutcome.Refused.class)
                + " refused, " + count(outcomes, TrialOutcome.Wrong.class) + " wrong";
    }

    private static long count(Collection<TrialOutcome> outcomes, Class<? extends TrialOutcome> kind) {
        return outcomes.stream().filter(kind::isInstance).count();
    }

    private static String word(TrialOutcome outcome) {
        if (outcome instanceof TrialOutcome.Merged) {
            return "merged";
        } else if (outcome instanceof TrialOutcome.Refused) {
            return "refused";
        }
        return outcome instanceof TrialOutcome.NotTried ? "none" : "WRONG";
    }

    private static String detail(CorpusRow row) {
        return row.alone() instanceof TrialOutcome.Refused refused
                ? refused.reason() + " [read by: " + (row.readers().isEmpty() ? "none" : words(row.readers())) + "]"
                : detail(row.alone());
    }

    private static String detail(TrialOutcome outcome) {
        if (outcome instanceof TrialOutcome.Merged merged) {
            return "equal by " + words(merged.judges());
        } else if (outcome instanceof TrialOutcome.Refused refused) {
            return refused.reason();
        }
        return outcome instanceof TrialOutcome.NotTried none
                ? none.reason()
                : ((TrialOutcome.Wrong) outcome).difference();
    }

    private static String words(List<String> names) {
        return String.join(", ", names);
    }
}
