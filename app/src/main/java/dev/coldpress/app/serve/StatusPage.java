package dev.coldpress.app.serve;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.serve.RunSummary.LakeTotals;
import dev.coldpress.app.serve.Status.Progress;
import dev.coldpress.app.settings.EffectiveSetting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The page for people: one document, with nothing to be loaded beside it, and no script. */
final class StatusPage {

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
        html.element("title", "Coldpress: " + view.plan().root());
        html.style(StatusStyle.CSS).close("head").open("body");
        html.open("header").open("h1").text("Coldpress ");
        html.element("small", view.plan().version(), "class", "faint").close("h1");
        html.element("p", view.plan().root(), "class", "root faint");
        state(token);
        html.close("header").open("main");
        lake();
        view.status().picture().ifPresent(new LakePicture(html)::write);
        new RunsTable(html).write(view.status().runs());
        settings(view.plan().settings());
        html.close("main");
        footer();
        return html.close("body").close("html").toString();
    }

    private void state(Optional<String> token) {
        html.open("p", "role", "status");
        Optional<Progress> progress = view.status().progress();
        if (!view.plan().enabled()) {
            html.text("Compaction is disabled by the settings: nothing is run.");
        } else if (progress.isPresent()) {
            progress(progress.get());
        } else {
            html.text("No run is under way.");
            view.nextRun().ifPresent(next -> {
                html.text(" The next one is due at ");
                html.time(next).text(".");
            });
        }
        html.close("p");
        if (view.plan().enabled() && progress.isEmpty() && token.isPresent()) {
            html.open("form", "method", "post", "action", "/run");
            html.open("input", "type", "hidden", "name", "token", "value", token.get());
            html.element("button", "Run now", "type", "submit").close("form");
        }
    }

    private void progress(Progress progress) {
        html.text("Running since ").time(progress.since());
        html.text(": " + Amounts.count(progress.partitionsDone()));
        if (progress.partitionsExpected() > 0) {
            html.text(" of about " + Amounts.count(progress.partitionsExpected()));
        }
        html.text(" partitions scanned, " + Amounts.size(progress.bytesMerged()) + " merged");
        progress.left(now).ifPresent(left -> html.text(", about " + Amounts.duration(left) + " left"));
        html.text(". ").element("a", "Look again", "href", "/");
        if (progress.partitionsExpected() > 0) {
            html.open(
                            "progress",
                            "aria-label",
                            "Partitions scanned",
                            "max",
                            Long.toString(progress.partitionsExpected()),
                            "value",
                            Long.toString(Math.min(progress.partitionsDone(), progress.partitionsExpected())))
                    .close("progress");
        }
    }

    private void lake() {
        html.element("h2", "The lake", "id", "lake");
        Optional<RunSummary> last = view.status().lastWholeRun();
        if (last.isEmpty()) {
            html.element("p", "The state of the lake is shown after the first run.");
            return;
        }
        html.open("p", "class", "faint").text("Its cold partitions after the run that ended at ");
        html.time(last.get().endedAt()).text(".").close("p");
        LakeTotals lake = last.get().lake().orElseThrow();
        html.open("dl");
        html.figure("Partitions", Amounts.count(lake.partitions()));
        html.figure("Data files", Amounts.count(lake.files()));
        html.figure("Size", Amounts.size(lake.bytes()));
        html.figure("Files that wait", Amounts.count(lake.backlogFiles()));
        html.figure("Their size", Amounts.size(lake.backlogBytes()));
        html.figure(
                "Oldest of them",
                view.status()
                        .picture()
                        .map(picture -> picture.oldestWaiting().map(this::age).orElse("none"))
                        .orElse("not known yet"));
        html.close("dl");
        new TimePlots(html).write(view.status().runs());
    }

    private String age(Instant since) {
        Duration age = Duration.between(since, now);
        if (age.toDays() > 1) {
            return Amounts.count(age.toDays(), "day") + " old";
        }
        return Amounts.duration(age.isNegative() ? Duration.ZERO : age) + " old";
    }

    private void settings(List<EffectiveSetting> settings) {
        html.element("h2", "Settings", "id", "settings");
        if (settings.isEmpty()) {
            html.element("p", "All have their defaults.");
            return;
        }
        html.table("settings", "The settings that were given; 'coldpress config' shows all.", "Name", "Value", "From");
        for (EffectiveSetting setting : settings) {
            html.open("tr").element("th", setting.key(), "scope", "row");
            html.element("td", setting.text(), "class", "wide");
            html.element("td", setting.origin(), "class", "wide").close("tr");
        }
        html.endTable();
    }

    private void footer() {
        html.open("footer").open("p", "class", "faint").text("As of ").time(now);
        html.text(". Also here: ").element("a", "metrics", "href", "/metrics").text(", ");
        html.element("a", "runs", "href", "/runs").text(", ");
        html.element("a", "health", "href", "/healthz").text(", ").element("a", "readiness", "href", "/readyz");
        html.close("p").close("footer");
    }
}
