package dev.coldpress.app.serve;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.SizeHistogram.SizeClass;
import dev.coldpress.app.serve.Status.Notable;
import dev.coldpress.app.serve.Status.Picture;
import dev.coldpress.app.serve.Status.Result;
import dev.coldpress.app.serve.Status.RunSummary;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.report.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The page for people: one document, with nothing to be loaded beside it, and no script. */
final class StatusPage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Those of numbers begin with a hash. */
    private static final String[] RUN_COLUMNS = {
        "Started",
        "#Took",
        "Result",
        "#Partitions",
        "#Failed",
        "#Files merged",
        "#into",
        "#MB before",
        "#after",
        "#Duplicate window"
    };

    private final Html html = new Html();
    private final Daemon.View view;
    private final Instant now;

    private StatusPage(Daemon.View view) {
        this.view = view;
        this.now = view.now();
    }

    /** @param token that the form sends back; empty if the one who looks may start no run */
    static String of(Daemon.View view, Optional<String> token) {
        return new StatusPage(view).write(token);
    }

    private String write(Optional<String> token) {
        html.open("!doctype html").open("html", "lang", "en").open("head");
        html.open("meta", "charset", "utf-8");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", "Coldpress: " + view.root());
        html.style(StatusStyle.CSS).close("head").open("body");
        html.open("header").element("h1", "Coldpress").element("p", view.root(), "class", "root faint");
        state(token);
        html.close("header").open("main");
        runs(view.status().runs());
        view.status()
                .picture()
                .ifPresentOrElse(
                        this::picture,
                        () -> html.element("p", "What the lake looks like is known once a first run has ended."));
        html.close("main").open("footer");
        html.open("p", "class", "faint").text("As of ");
        time(now);
        html.text(". Also here: ").element("a", "metrics", "href", "/metrics").text(", ");
        html.element("a", "health", "href", "/healthz").text(", ").element("a", "readiness", "href", "/readyz");
        return html.close("p").close("footer").close("body").close("html").toString();
    }

    private void state(Optional<String> token) {
        html.open("p", "role", "status");
        Optional<Instant> since = view.status().runningSince();
        if (!view.enabled()) {
            html.text("Compaction is disabled by the settings: nothing is run.");
        } else if (since.isPresent()) {
            html.text("A run is on since ");
            time(since.get());
            html.text(
                    "; so far it has looked into " + Amounts.count(view.status().partitionsDone(), "partition") + ".");
        } else {
            html.text("No run is on.");
            view.nextRun().ifPresent(next -> {
                html.text(" The next one is due at ");
                time(next);
                html.text(".");
            });
        }
        html.close("p");
        if (view.enabled() && since.isEmpty() && token.isPresent()) {
            html.open("form", "method", "post", "action", "/run");
            html.open("input", "type", "hidden", "name", "token", "value", token.get());
            html.element("button", "Run now", "type", "submit").close("form");
        }
    }

    private void runs(List<RunSummary> runs) {
        html.element("h2", "Last runs", "id", "runs");
        if (runs.isEmpty()) {
            html.element("p", "None has ended yet.");
            return;
        }
        table("runs", "The newest first.", RUN_COLUMNS);
        for (RunSummary run : runs) {
            html.open("tr").open("td");
            time(run.startedAt());
            html.close("td");
            number(Amounts.duration(run.duration()));
            html.element("td", name(run.result()), "class", run.result() == Result.SUCCESS ? "good" : classOf(run));
            number(Amounts.count(run.partitionsCompacted()));
            number(Amounts.count(run.partitionsFailed()));
            number(Amounts.count(run.filesMerged()));
            number(Amounts.count(run.filesWritten()));
            number(Amounts.megabytes(run.originalBytes()));
            number(Amounts.megabytes(run.mergedBytes()));
            number(Amounts.duration(run.longestDuplicateWindow()));
            html.close("tr");
            if (!run.problem().isEmpty()) {
                more(run.problem(), RUN_COLUMNS.length);
            }
        }
        endTable();
        html.element(
                "p",
                "The duplicate window is the longest time of the run in which readers could see rows of a file"
                        + " twice, between its publish and the delete of its sources.",
                "class",
                "faint");
    }

    private static String classOf(RunSummary run) {
        return run.result() == Result.STOPPED ? "faint" : "bad";
    }

    private static String name(Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    private void picture(Picture picture) {
        backlog(picture.backlog());
        histogram(picture);
        leftAlone("left-alone", "Partitions", picture.partitionsLeftAlone());
        leftAlone("files-left-alone", "Files", picture.entriesLeftAlone());
        notable(picture);
    }

    private void backlog(Backlog backlog) {
        html.element("h2", "Backlog", "id", "backlog");
        html.element("p", "What the last whole run had to leave to a later one.", "class", "faint")
                .open("dl");
        figure("Partitions", Amounts.count(backlog.partitions()));
        figure("Files", Amounts.count(backlog.files()));
        figure("MB", Amounts.megabytes(backlog.bytes()));
        figure("Oldest file", backlog.oldest().map(this::age).orElse("none"));
        html.close("dl");
    }

    private void figure(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div");
    }

    private String age(Instant since) {
        Duration age = Duration.between(since, now);
        if (age.toDays() > 1) {
            return Amounts.count(age.toDays(), "day") + " old";
        }
        return Amounts.duration(age.isNegative() ? Duration.ZERO : age) + " old";
    }

    private void histogram(Picture picture) {
        html.element("h2", "File sizes", "id", "sizes");
        table(
                "sizes",
                "Data files in the cold partitions, before and after the last whole run; sizes that no file has are left out.",
                "Size",
                "#Before",
                "",
                "#After",
                "");
        long most = 1;
        for (int i = 0; i < picture.before().size(); i++) {
            most = Math.max(
                    most,
                    Math.max(
                            picture.before().get(i).files(),
                            picture.after().get(i).files()));
        }
        for (int i = 0; i < picture.before().size(); i++) {
            SizeClass before = picture.before().get(i);
            SizeClass after = picture.after().get(i);
            if (before.files() == 0 && after.files() == 0) {
                continue;
            }
            html.open("tr").element("th", before.label(), "scope", "row");
            number(Amounts.count(before.files()));
            bar(before.files(), most);
            number(Amounts.count(after.files()));
            bar(after.files(), most);
            html.close("tr");
        }
        endTable();
    }

    /** Says nothing that the number beside it does not say. */
    private void bar(long files, long most) {
        String width = String.format(Locale.ROOT, "%.1f%%", 100.0 * files / most);
        html.open("td", "class", "bar").open("svg", "aria-hidden", "true", "focusable", "false");
        html.open("rect", "width", width, "height", "100%")
                .close("rect")
                .close("svg")
                .close("td");
    }

    private void leftAlone(String id, String what, Map<SkipReason, ? extends Number> counts) {
        html.element("h2", what + " left alone", "id", id);
        if (counts.isEmpty()) {
            html.element("p", "None.");
            return;
        }
        table(id, "By reason, in the last whole run.", "Reason", "#" + what, "What it means");
        new TreeMap<>(counts).forEach((reason, count) -> {
            html.open("tr").element("th", reason.label(), "scope", "row");
            number(Amounts.count(count.longValue()));
            html.element("td", reason.explanation()).close("tr");
        });
        endTable();
    }

    private void notable(Picture picture) {
        html.element("h2", "To look at", "id", "notable");
        if (picture.notable().isEmpty()) {
            html.element("p", "Nothing: no partition failed, and no file was set aside.");
            return;
        }
        table("notable", "Partitions that failed or wait, and files that were set aside.", "Where", "Reason");
        for (Notable one : picture.notable()) {
            html.open("tr").element("td", one.place(), "class", "wide");
            html.element("td", one.reason(), "class", one.reason().equals("failed") ? "bad" : "");
            html.close("tr");
            more(one.detail(), 2);
        }
        endTable();
        if (picture.notableLeftOut() > 0) {
            html.element("p", "And " + Amounts.count(picture.notableLeftOut()) + " more; 'coldpress plan' shows all.");
        }
    }

    /** @param columns those of numbers begin with a hash */
    private void table(String labelledBy, String caption, String... columns) {
        // Can be focused, so that the keyboard scrolls it where the screen is narrow.
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-labelledby", labelledBy);
        html.open("table").element("caption", caption).open("thead").open("tr");
        for (String column : columns) {
            if (column.isEmpty()) {
                html.open("td", "class", "bar").close("td");
            } else if (column.startsWith("#")) {
                html.element("th", column.substring(1), "scope", "col", "class", "n");
            } else {
                html.element("th", column, "scope", "col");
            }
        }
        html.close("tr").close("thead").open("tbody");
    }

    private void endTable() {
        html.close("tbody").close("table").close("div");
    }

    /** A row that belongs to the one above it. */
    private void more(String text, int columns) {
        html.open("tr").open("td", "colspan", Integer.toString(columns), "class", "more");
        html.element("div", text).close("td").close("tr");
    }

    private void number(String number) {
        html.element("td", number, "class", "n");
    }

    private void time(Instant instant) {
        html.element("time", TIME.format(instant), "datetime", instant.toString());
    }
}
