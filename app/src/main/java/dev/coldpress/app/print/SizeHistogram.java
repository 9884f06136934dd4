package dev.coldpress.app.print;

import java.util.ArrayList;
import java.util.List;

/** How many files have which size, in fixed classes. For one thread. */
public final class SizeHistogram {

    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;

    /** The limits of the planner's defaults are among them: 96, 128 and 256 MB. */
    private static final List<Bound> BOUNDS = List.of(
            new Bound(16 * KB, "16 KB"),
            new Bound(64 * KB, "64 KB"),
            new Bound(256 * KB, "256 KB"),
            new Bound(MB, "1 MB"),
            new Bound(4 * MB, "4 MB"),
            new Bound(16 * MB, "16 MB"),
            new Bound(64 * MB, "64 MB"),
            new Bound(96 * MB, "96 MB"),
            new Bound(128 * MB, "128 MB"),
            new Bound(256 * MB, "256 MB"),
            new Bound(Long.MAX_VALUE, ""));

    private final long[] files = new long[BOUNDS.size()];
    private final long[] bytes = new long[BOUNDS.size()];

    public void add(long sizeBytes) {
        int size = 0;
        while (sizeBytes >= BOUNDS.get(size).bytes && size < BOUNDS.size() - 1) {
            size++;
        }
        files[size]++;
        bytes[size] = Math.addExact(bytes[size], sizeBytes);
    }

    public long files() {
        return sum(files);
    }

    public long bytes() {
        return sum(bytes);
    }

    /** All classes, from the smallest up, the empty ones too. */
    public List<SizeClass> classes() {
        List<SizeClass> classes = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            String label = i == BOUNDS.size() - 1 ? "from " + BOUNDS.get(i - 1).label : "below " + BOUNDS.get(i).label;
            classes.add(new SizeClass(label, files[i], bytes[i]));
        }
        return classes;
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum = Math.addExact(sum, value);
        }
        return sum;
    }

    /**
     * The files of some sizes.
     *
     * @param label the upper limit; that of the class before is the lower one
     */
    public record SizeClass(String label, long files, long bytes) {}

    private record Bound(long bytes, String label) {}
}
