package dev.coldpress.app.print;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * A line on a terminal that is drawn again and again: how many bytes of all are done, how fast, and how long it will
 * take. It counts bytes because partitions differ in size. Without a terminal use {@link #none()}. For one thread.
 */
public final class ProgressBar {

    private static final int WIDTH = 30;
    private static final Duration REDRAW_AFTER = Duration.ofMillis(100);

    /** Carriage return, and "erase to the end of the line" of every terminal since the VT100. */
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream terminal;
    private final InstantSource clock;
    private final long totalBytes;
    private final boolean isShown;
    private final Instant startedAt;
    private Instant drawnAt = Instant.MIN;
    private long doneBytes;

    private ProgressBar(PrintStream terminal, InstantSource clock, long totalBytes, boolean isShown) {
        this.terminal = terminal;
        this.clock = clock;
        this.totalBytes = totalBytes;
        this.isShown = isShown;
        this.startedAt = clock.instant();
    }

    /**
     * A bar that is drawn as soon as something is done.
     *
     * @param totalBytes an estimate: it may be too small, and it may be zero
     */
    public static ProgressBar on(PrintStream terminal, InstantSource clock, long totalBytes) {
        return new ProgressBar(terminal, clock, totalBytes, true);
    }

    /** Draws nothing. */
    public static ProgressBar none() {
        return new ProgressBar(System.err, InstantSource.system(), 0, false);
    }

    public void advance(long bytes) {
        doneBytes = Math.addExact(doneBytes, bytes);
        Instant now = clock.instant();
        if (isShown && (drawnAt.equals(Instant.MIN) || !now.isBefore(drawnAt.plus(REDRAW_AFTER)))) {
            drawnAt = now;
            terminal.print(ERASE + line(Duration.between(startedAt, now)));
            terminal.flush();
        }
    }

    /** Makes room for a line of other output; the next {@link #advance} draws again. */
    public void clear() {
        if (isShown) {
            terminal.print(ERASE);
            terminal.flush();
            drawnAt = Instant.MIN;
        }
    }

    private String line(Duration elapsed) {
        long total = Math.max(totalBytes, doneBytes);
        double share = total == 0 ? 0 : (double) doneBytes / total;
        int filled = (int) (share * WIDTH);
        double rate = doneBytes / Math.max(0.001, elapsed.toMillis() / 1000.0);
        String left =
                doneBytes == 0 ? "?" : Amounts.duration(Duration.ofMillis((long) ((total - doneBytes) / rate * 1000)));
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %s of %s MB  %s MB/s  %s left",
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                share * 100,
                Amounts.megabytes(doneBytes),
                Amounts.megabytes(total),
                Amounts.megabytes((long) rate),
                left);
    }
}
