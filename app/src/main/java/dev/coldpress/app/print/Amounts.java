package dev.coldpress.app.print;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {

    private static final double MEGABYTE = 1 << 20;
    private static final List<String> UNITS = List.of("KB", "MB", "GB", "TB", "PB");

    private Amounts() {}

    /** Without the unit, which stands in the head of a column. */
    public static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.2f", bytes / MEGABYTE);
    }

    /** With a unit that fits, each 1024 of the one before: {@code 17 B}, {@code 4.0 KB}, {@code 1.2 TB}. */
    public static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < UNITS.size() - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS.get(unit));
    }

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A count with its noun, which takes a plain "s" for any number but one. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** As {@code 4.2 s}, {@code 3:25 min} or {@code 12:03:25 h}. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d h", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
