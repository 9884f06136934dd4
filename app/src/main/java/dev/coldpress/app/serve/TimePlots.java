package dev.coldpress.app.serve;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.serve.RunSummary.LakeTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** How the lake changed from run to run: a line for each figure, as SVG in the page. */
final class TimePlots {

    /** More could not be told apart on a screen. */
    static final int MAX_POINTS = 120;

    private static final double WIDTH = 300;
    private static final double HEIGHT = 80;

    /** So that lines and points at the rim are seen whole. */
    private static final double RIM = 4;

    private final Html html;

    TimePlots(Html html) {
        this.html = html;
    }

    private record Point(Instant at, long value) {}

    /** @param runs the newest first */
    void write(List<RunSummary> runs) {
        List<RunSummary> whole = new ArrayList<>();
        runs.stream().filter(run -> run.lake().isPresent()).forEach(run -> whole.add(0, run));
        if (whole.size() < 2) {
            html.element("p", "Plots of files, size and backlog appear here after a second run.", "class", "faint");
            return;
        }
        html.open("div", "class", "plots");
        plot("Data files", whole, LakeTotals::files, Amounts::count);
        plot("Size", whole, LakeTotals::bytes, Amounts::size);
        plot("Files that wait to be merged", whole, LakeTotals::backlogFiles, Amounts::count);
        html.close("div");
    }

    private void plot(
            String title, List<RunSummary> runs, ToLongFunction<LakeTotals> figure, LongFunction<String> text) {
        List<Point> points = thinned(runs.stream()
                .flatMap(run -> run.lake().stream().map(lake -> new Point(run.endedAt(), figure.applyAsLong(lake))))
                .toList());
        Point first = points.get(0);
        Point last = points.get(points.size() - 1);
        long most = points.stream().mapToLong(Point::value).max().orElseThrow();
        String change = text.apply(first.value) + " \u2192 " + text.apply(last.value)
                + (most > Math.max(first.value, last.value) ? ", at most " + text.apply(most) : "");
        html.open("figure")
                .open("figcaption")
                .element("b", title)
                .text(" " + change)
                .close("figcaption");
        html.open(
                "svg",
                "class",
                "plot",
                "viewBox",
                "0 0 300 80",
                "role",
                "img",
                "aria-label",
                title + ", from " + change);
        line(points, most, text);
        html.close("svg")
                .open("div", "class", "axis faint")
                .time(first.at)
                .text(" ")
                .time(last.at);
        html.close("div").close("figure");
    }

    /** The newest one and those before it, with equal steps between them. */
    private static List<Point> thinned(List<Point> all) {
        int step = (all.size() + MAX_POINTS - 1) / MAX_POINTS;
        List<Point> kept = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i -= step) {
            kept.add(0, all.get(i));
        }
        return kept;
    }

    /** From zero up to the highest value, so that no small change looks large. */
    private void line(List<Point> points, long most, LongFunction<String> text) {
        Instant start = points.get(0).at;
        double span = Math.max(
                1, Duration.between(start, points.get(points.size() - 1).at).toMillis());
        StringBuilder path = new StringBuilder();
        List<String[]> places = new ArrayList<>();
        for (Point point : points) {
            double x =
                    RIM + (WIDTH - 2 * RIM) * Duration.between(start, point.at).toMillis() / span;
            double y = HEIGHT - RIM - (HEIGHT - 2 * RIM) * point.value / Math.max(1, most);
            String[] place = {number(x), number(y)};
            places.add(place);
            path.append(place[0]).append(',').append(place[1]).append(' ');
        }
        html.open("polyline", "points", path.toString().strip()).close("polyline");
        for (int i = 0; i < points.size(); i++) {
            String[] place = places.get(i);
            html.open("circle", "cx", place[0], "cy", place[1], "r", "3");
            // Shown by browsers where the pointer rests.
            html.element("title", text.apply(points.get(i).value) + " at " + points.get(i).at);
            html.close("circle");
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
