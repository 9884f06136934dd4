package dev.coldpress.app.print;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * A line on a terminal that is drawn again and again: how many bytes of all are done, how fast, how long it will take,
 * and what is at work. It counts bytes because partitions differ in size. It never takes more than the width of the
 * terminal, since a line that wraps cannot be erased: what does not fit is left out. Without a terminal use
 * {@link #none}. For one thread, but for {@link #say}.
 */
public final class ProgressBar {

    private static final int MAX_BAR = 30;
    private static final int MIN_BAR = 10;
    private static final int MIN_NAME = 12;
    private static final int MAX_NAME = 48;
    private static final String GAP = "  ";
    private static final Duration REDRAW_AFTER = Duration.ofMillis(100);

    /** From the first bytes alone, which Java reads slowly, the time left would be a hundred times what it is. */
    private static final Duration FIRST_ESTIMATE_AFTER = Duration.ofSeconds(10);

    private static final double ENOUGH_FOR_AN_ESTIMATE = 0.01;

    /** Carriage return, and "erase to the end of the line" of every terminal since the VT100. */
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream terminal;
    private final InstantSource clock;
    private final int columns;
    private final Optional<Duration> longest;
    private final boolean isShown;
    private final Instant startedAt;
    private Instant drawnAt = Instant.MIN;
    private long expectedBytes;
    private long doneBytes;
    private String name = "";

    private ProgressBar(PrintStream terminal, InstantSource clock, int columns, Forecast forecast, boolean isShown) {
        this.terminal = terminal;
        this.clock = clock;
        this.columns = columns;
        this.longest = forecast.longest();
        this.expectedBytes = forecast.bytes();
        this.isShown = isShown;
        this.startedAt = clock.instant();
    }

    /**
     * A bar that is drawn as soon as something is done.
     *
     * @param columns the width of the terminal
     */
    public static ProgressBar on(PrintStream terminal, InstantSource clock, int columns, Forecast forecast) {
        return new ProgressBar(terminal, clock, columns, forecast, true);
    }

    /** Draws nothing, and passes on what is {@linkplain #say said}. */
    public static ProgressBar none(PrintStream err) {
        return new ProgressBar(err, InstantSource.system(), 0, new Forecast(0, Optional.empty()), false);
    }

    /** From now on this is at work. Letters that may take two columns are shown as question marks. */
    public void begin(String what) {
        name = what.replaceAll("[^\\x20-\\u10ff]", "?");
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

    /** So many of the forecast bytes will not be merged. */
    public void expectLess(long bytes) {
        expectedBytes -= bytes;
    }

    /** Makes room for a line of other output; the next {@link #advance} draws again. */
    public void clear() {
        if (isShown) {
            terminal.print(ERASE);
            terminal.flush();
            drawnAt = Instant.MIN;
        }
    }

    /** Prints a line in place of the bar, which is drawn again below it. May be called by any thread. */
    public void say(String line) {
        terminal.println((isShown ? ERASE : "") + line);
    }

    private String line(Duration elapsed) {
        long total = Math.max(expectedBytes, doneBytes);
        double share = total == 0 ? 0 : (double) doneBytes / total;
        double rate = doneBytes / Math.max(0.001, elapsed.toMillis() / 1000.0);
        String percent = String.format(Locale.ROOT, "%3.0f %%", share * 100);
        String bytes = GAP + Amounts.megabytes(doneBytes) + " of " + Amounts.megabytes(total) + " MB";
        String speed = GAP + Amounts.megabytes((long) rate) + " MB/s";
        String left = GAP + left(share, total, rate, elapsed) + " left";
        // The last column stays empty: some terminals wrap once it is written to.
        int room = columns - 1 - percent.length() - left.length();
        if (room < 0) {
            return percent;
        }
        String shownSpeed = fitting(speed, room);
        room -= shownSpeed.length();
        int nameRoom = Math.min(Math.min(room - GAP.length(), MAX_NAME), name.length());
        String shownName =
                nameRoom >= Math.min(MIN_NAME, name.length()) && nameRoom > 0 ? GAP + end(name, nameRoom) : "";
        room -= shownName.length();
        String shownBytes = fitting(bytes, room);
        room -= shownBytes.length();
        return bar(share, room) + percent + shownBytes + shownSpeed + left + shownName;
    }

    private static String fitting(String text, int room) {
        return text.length() <= room ? text : "";
    }

    /** What tells most of a path is at its end. */
    private static String end(String text, int room) {
        return text.length() <= room ? text : ".." + text.substring(text.length() - room + 2);
    }

    private static String bar(double share, int room) {
        int width = Math.min(MAX_BAR, room - 3);
        if (width < MIN_BAR) {
            return "";
        }
        int filled = (int) (share * width);
        return "[" + "#".repeat(filled) + "-".repeat(width - filled) + "] ";
    }

    private String left(double share, long total, double rate, Duration elapsed) {
        boolean isEarly = share < ENOUGH_FOR_AN_ESTIMATE && elapsed.compareTo(FIRST_ESTIMATE_AFTER) < 0;
        if (doneBytes == 0 || isEarly) {
            return "?";
        }
        Duration byBytes = Duration.ofMillis((long) ((total - doneBytes) / rate * 1000));
        Duration shortest = longest.map(limit -> limit.minus(elapsed))
                .filter(rest -> rest.compareTo(byBytes) < 0)
                .orElse(byBytes);
        return Amounts.duration(shortest.isNegative() ? Duration.ZERO : shortest);
    }

    /**
     * What is to come.
     *
     * @param bytes an estimate: it may be too small, and it may be zero
     * @param longest when it ends at the latest, from now on
     */
    public record Forecast(long bytes, Optional<Duration> longest) {}
}
