package dev.coldpress.acceptance.soak;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many files the sink had written and how many readers saw, again and again, in a thread of its own. */
final class FileCounts {

    private static final Duration INTERVAL = Duration.ofHours(3);
    private static final int PLOT_COLUMNS = 60;
    private static final int PLOT_LINES = 14;

    private final FastClock clock;
    private final ObjectStore store;
    private final Sink sink;
    private final List<Count> counts = new ArrayList<>();
    private final Thread thread = new Thread(this::count, "soak-counts");
    private @Nullable RuntimeException failure;

    /**
     * At one moment.
     *
     * @param written what would be there without any compaction
     * @param visible what is there
     */
    record Count(Instant time, int written, int visible) {}

    FileCounts(FastClock clock, ObjectStore store, Sink sink) {
        this.clock = clock;
        this.store = store;
        this.sink = sink;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void count() {
        try {
            while (true) {
                counts.add(now());
                clock.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            // The end was told by an interrupt, and one more look is due.
            counts.add(now());
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private Count now() {
        int written = sink.written();
        int visible = 0;
        ListRequest request = ListRequest.tree(KeyPrefix.ROOT);
        ListPage page = store.list(request);
        visible += visible(page);
        while (page.next() != null) {
            page = store.list(request.after(page.next()));
            visible += visible(page);
        }
        return new Count(clock.instant(), written, visible);
    }

    private static int visible(ListPage page) {
        return (int) page.objects().stream()
                .filter(object -> object.key().path().endsWith(".parquet"))
                .filter(object -> !object.key().path().startsWith("_"))
                .count();
    }

    /** Ends the counting. */
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }

    /** In order of time. After {@link #end} only. */
    List<Count> counts() {
        return List.copyOf(counts);
    }

    /** Lines of {@code hours,written,visible}, for other programs. */
    List<String> csv() {
        List<String> lines = new ArrayList<>(List.of("hours,written,visible"));
        counts.forEach(count -> lines.add(Duration.between(clock.start(), count.time())
                        .toHours() + "," + count.written() + "," + count.visible()));
        return lines;
    }

    /** A picture in letters: {@code .} is what was written, {@code #} what was there. */
    List<String> plot() {
        Count last = counts.get(counts.size() - 1);
        List<String> lines = new ArrayList<>();
        for (int line = PLOT_LINES; line >= 1; line--) {
            StringBuilder text = new StringBuilder(String.format("%7d |", last.written() * line / PLOT_LINES));
            for (int column = 0; column < PLOT_COLUMNS; column++) {
                Count count = counts.get(column * (counts.size() - 1) / (PLOT_COLUMNS - 1));
                // A line is drawn where at least half of its height is filled.
                double floor = (line - 0.5) * last.written() / PLOT_LINES;
                text.append(count.visible() >= floor ? '#' : count.written() >= floor ? '.' : ' ');
            }
            lines.add(text.toString());
        }
        lines.add("      0 +" + "-".repeat(PLOT_COLUMNS));
        lines.add("files    " + Duration.between(clock.start(), last.time()).toDays() + " days from left to right;"
                + " '.' written by the sink, '#' there");
        return lines;
    }
}
