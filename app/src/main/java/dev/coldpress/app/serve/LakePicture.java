package dev.coldpress.app.serve;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.SizeHistogram.SizeClass;
import dev.coldpress.app.serve.Notables.Example;
import dev.coldpress.app.serve.Notables.Group;
import dev.coldpress.app.serve.Notables.Severity;
import dev.coldpress.app.serve.Status.Picture;
import dev.coldpress.plan.SkipReason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What the last whole run saw, on the status page: what asks for a person first, then sizes and what was left alone.
 */
final class LakePicture {

    private final Html html;

    LakePicture(Html html) {
        this.html = html;
    }

    void write(Picture picture) {
        notable(picture.notable());
        histogram(picture.before(), picture.after());
        leftAlone("left-alone", "Partitions", picture.partitionsLeftAlone());
        leftAlone("files-left-alone", "Files", picture.entriesLeftAlone());
    }

    private void notable(List<Group> groups) {
        html.element("h2", "To look at", "id", "notable");
        if (groups.isEmpty()) {
            html.element("p", "Nothing: no partition failed, and no file was set aside.");
            return;
        }
        html.table(
                "notable",
                "By reason, the most severe first; 'coldpress plan --deep' shows all.",
                "Severity",
                "Reason",
                "#Count",
                "Examples");
        for (Group group : groups) {
            html.open("tr", "class", "card")
                    .element("td", group.severity().label(), "class", classOf(group.severity()));
            html.element("th", group.reason(), "scope", "row");
            html.element("td", Amounts.count(group.count()), "class", "n", "data-name", "Count");
            html.open("td", "class", "wide");
            examples(group.examples());
            html.close("td").close("tr");
        }
        html.endTable();
    }

    /** A detail that several have is told once, behind the last of them. */
    private void examples(List<Example> examples) {
        for (int i = 0; i < examples.size(); i++) {
            Example one = examples.get(i);
            html.element("div", one.place());
            if (i == examples.size() - 1 || !detail(one).equals(detail(examples.get(i + 1)))) {
                html.element("div", detail(one), "class", "detail faint");
            }
        }
    }

    /** Many name their file first. */
    private static String detail(Example example) {
        String beginning = example.place() + ": ";
        return example.detail().startsWith(beginning)
                ? example.detail().substring(beginning.length())
                : example.detail();
    }

    private static String classOf(Severity severity) {
        return switch (severity) {
            case FAILED, SET_ASIDE -> "bad";
            case OUT_OF_PLACE -> "";
            case WAITS -> "faint";
        };
    }

    private void histogram(List<SizeClass> before, List<SizeClass> after) {
        html.element("h2", "File sizes", "id", "sizes");
        html.table(
                "sizes",
                "Data files in the cold partitions, before (grey) and after (blue) the last whole run. Bars are logarithmic: each"
                        + " tenfold adds the same length. Sizes that no file has are left out.",
                "Size",
                "#Before",
                "#After",
                "");
        long most = LongStream.concat(
                        before.stream().mapToLong(SizeClass::files),
                        after.stream().mapToLong(SizeClass::files))
                .max()
                .orElse(0);
        for (int i = 0; i < before.size(); i++) {
            long filesBefore = before.get(i).files();
            long filesAfter = after.get(i).files();
            if (filesBefore > 0 || filesAfter > 0) {
                html.open("tr").element("th", before.get(i).label(), "scope", "row");
                html.number(Amounts.count(filesBefore)).number(Amounts.count(filesAfter));
                html.open("td", "class", "bar");
                bar("before", filesBefore, most);
                bar("after", filesAfter, most);
                html.close("td").close("tr");
            }
        }
        html.endTable();
    }

    /** Says nothing that the number beside it does not say. Logarithmic: four files are seen beside a million. */
    private void bar(String name, long files, long most) {
        String width =
                String.format(Locale.ROOT, "%.1f%%", 100 * Math.log1p((double) files) / Math.log1p((double) most));
        html.open("svg", "class", name, "aria-hidden", "true", "focusable", "false");
        html.open("rect", "width", width, "height", "100%").close("rect").close("svg");
    }

    private void leftAlone(String id, String what, Map<SkipReason, ? extends Number> counts) {
        html.element("h2", what + " left alone", "id", id);
        if (counts.isEmpty()) {
            html.element("p", "None.");
            return;
        }
        html.table(id, "By reason, in the last whole run.", "Reason", "#" + what, "What it means");
        new TreeMap<>(counts).forEach((reason, count) -> {
            html.open("tr").element("th", reason.label(), "scope", "row");
            html.number(Amounts.count(count.longValue()));
            html.element("td", reason.explanation()).close("tr");
        });
        html.endTable();
    }
}
