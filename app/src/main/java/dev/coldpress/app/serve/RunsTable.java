package dev.coldpress.app.serve;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.serve.RunSummary.Result;
import java.util.List;
import java.util.Locale;

/** The last runs on the status page. On a phone each is a card, and its figures have their names before them. */
final class RunsTable {

    /** Further ones are in the plots and at {@code /runs}. */
    static final int MAX_ROWS = 24;

    private static final String[] COLUMNS = {
        "Started",
        "#Took",
        "Result",
        "#Partitions",
        "#Failed",
        "#Files merged",
        "#into",
        "#Size before",
        "#after",
        "#Duplicate window"
    };

    private final Html html;

    RunsTable(Html html) {
        this.html = html;
    }

    void write(List<RunSummary> runs) {
        html.element("h2", "Last runs", "id", "runs");
        if (runs.isEmpty()) {
            html.element("p", "None has ended yet.");
            return;
        }
        html.table("runs", "The newest first.", COLUMNS);
        runs.stream().limit(MAX_ROWS).forEach(this::row);
        html.endTable();
        html.open("p", "class", "faint")
                .text("The duplicate window is the longest time of the run in which readers could see rows of a file"
                        + " twice, between its publish and the delete of its sources. ")
                .element("a", Amounts.count(runs.size(), "run") + " as JSON", "href", "/runs")
                .text(".")
                .close("p");
    }

    private void row(RunSummary run) {
        html.open("tr", "class", "card").open("td").time(run.startedAt()).close("td");
        cell(1, Amounts.duration(run.duration()));
        html.element(
                "td",
                run.result().name().toLowerCase(Locale.ROOT),
                "class",
                classOf(run.result()),
                "data-name",
                "Result");
        cell(3, Amounts.count(run.partitionsCompacted()));
        cell(4, Amounts.count(run.partitionsFailed()));
        cell(5, Amounts.count(run.filesMerged()));
        cell(6, Amounts.count(run.filesWritten()));
        cell(7, Amounts.size(run.originalBytes()));
        cell(8, Amounts.size(run.mergedBytes()));
        cell(9, Amounts.duration(run.longestDuplicateWindow()));
        html.close("tr");
        if (!run.problem().isEmpty()) {
            html.open("tr").open("td", "colspan", Integer.toString(COLUMNS.length), "class", "more");
            html.element("div", run.problem()).close("td").close("tr");
        }
    }

    private void cell(int column, String number) {
        html.element("td", number, "class", "n", "data-name", COLUMNS[column].substring(1));
    }

    private static String classOf(Result result) {
        return switch (result) {
            case SUCCESS -> "good";
            case STOPPED -> "faint";
            case PARTIAL, FAILED -> "bad";
        };
    }
}
