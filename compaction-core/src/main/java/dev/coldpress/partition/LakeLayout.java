package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the directories of a lake are named, given as a template such as
 * {@code {app_id}/year={yyyy}/month={MM}/day={dd}/hour={HH}/}.
 *
 * <p>The template language: segments are separated by {@code /}. Braces hold a time or the name of a key; everything
 * else stands for itself. A time is one of {@code yyyy}, {@code MM}, {@code dd} and {@code HH}, or several of them with
 * {@code -}, {@code _}, {@code .}, {@code :}, {@code T}, a space or nothing between ({@code {yyyy-MM-dd}}). Each occurs
 * at most once, the coarser before the finer ones, and the last one makes the length of a partition's window: a year, a
 * month, a day or an hour, in UTC. Minutes and seconds ({@code {yyyy-MM-dd HH:mm:ss}}) say where in an hour the window
 * of an hour begins. Instead of all of these a time may be counted from 1970, in seconds or milliseconds, with the
 * length of the window behind a colon: {@code {epoch:hour}}, {@code {epoch:day}}, {@code {epoch_ms:hour}},
 * {@code {epoch_ms:day}}. Any number of keys may stand anywhere, one per segment.
 *
 * <p>A layout need not have a time. Then nothing in a path tells when its partition is finished, and
 * {@link ColdBy#QUIET} has to decide by the files alone. The template {@code .} is such a layout: the root itself is
 * the one partition.
 *
 * <p>Months, days and hours match with or without their leading zero, unless there is no separator next to them.
 * Names that begin with {@code _} or {@code .} never match. Each directory name can be read in one way only.
 *
 * <p>Immutable.
 */
public final class LakeLayout {

    /** The template of a lake whose root is its one partition. */
    public static final String FLAT_TEMPLATE = ".";

    static final String DEFAULT_TEMPLATE = "{app_id}/year={yyyy}/month={MM}/day={dd}/hour={HH}/";

    /** Hourly partitions below an application's directory. */
    public static final LakeLayout DEFAULT = parse(DEFAULT_TEMPLATE);

    private final String template;
    private final List<LayoutSegment> segments;
    private final KeyPrefix base;

    private LakeLayout(String template, List<LayoutSegment> segments, KeyPrefix base) {
        this.template = template;
        this.segments = List.copyOf(segments);
        this.base = base;
    }

    /**
     * Reads a template; a slash at its end may be left out.
     *
     * @throws IllegalArgumentException if the template breaks a rule; the message has the position, the rule and an
     *     example
     */
    public static LakeLayout parse(String template) {
        return new LakeLayout(template, new LayoutParser(template).parse(), KeyPrefix.ROOT);
    }

    /**
     * The same layout for a lake that is not the whole store: its directories begin below this one, and nothing beside
     * it is looked at. What Coldpress keeps for itself stays at the root of the store then, outside of the lake's
     * directory.
     *
     * @throws IllegalArgumentException if a part of the directory's path is hidden, or the layout has a base already
     */
    public LakeLayout below(KeyPrefix directory) {
        if (!base.equals(KeyPrefix.ROOT)) {
            throw new IllegalArgumentException("The layout '" + template + "' is below " + base + " already");
        }
        List<LayoutSegment> all = new ArrayList<>();
        for (String name : names(directory.path())) {
            if (isHidden(name)) {
                throw new IllegalArgumentException("No lake is below '" + directory
                        + "': names with '_' or '.' at the beginning are hidden, and never compacted");
            }
            all.add(new LayoutSegment(List.of(new LayoutPart.Literal(name))));
        }
        all.addAll(segments);
        return new LakeLayout(directory.path() + (segments.isEmpty() ? "" : template), all, directory);
    }

    /** The directory in which the lake begins: the root, unless the layout was put {@link #below} another one. */
    public KeyPrefix base() {
        return base;
    }

    private static List<String> names(String path) {
        return path.isEmpty()
                ? List.of()
                : List.of(path.substring(0, path.length() - 1).split("/", -1));
    }

    /** Whether readers overlook a directory or file of this name: it begins with {@code _} or {@code .}. */
    public static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    /** Whether the path of a partition tells its time; else every window is all of time. */
    public boolean isDated() {
        return segments.stream().anyMatch(LayoutSegment::isDated);
    }

    /** The number of directory levels; 0 if the root is the partition. */
    public int depth() {
        return segments.size();
    }

    /** The partition that a directory is; empty if it does not match the whole layout. The prefix is kept as spelt. */
    public Optional<PartitionPath> match(KeyPrefix prefix) {
        return read(prefix.path()).filter(found -> found.depth == depth()).map(found -> found.path(prefix));
    }

    /**
     * The widest window of everything below a directory: all of time above the first time field, else a year, a month,
     * a day or an hour. Empty if the directory does not match the beginning of the layout.
     */
    public Optional<PartitionWindow> window(KeyPrefix partial) {
        return read(partial.path()).map(Found::window);
    }

    /**
     * The canonical directory of a partition, with leading zeros: the inverse of {@link #match}.
     *
     * @param keys a value for each key of the layout
     * @param start the beginning of the partition's window; that of all time if the layout has no time
     * @throws IllegalArgumentException if the layout has no such partition: a key is missing or unknown, a value cannot
     *     stand in a path, or no window begins at {@code start}
     */
    public KeyPrefix print(Map<String, String> keys, Instant start) {
        StringBuilder path = new StringBuilder();
        segments.forEach(segment -> path.append(segment.print(keys, start)).append('/'));
        // Reading it back refuses everything that would name another partition than the one that was asked for.
        return read(path.toString())
                .filter(found -> found.keys.equals(keys) && found.window.start().equals(start))
                .map(found -> KeyPrefix.of(path.toString()))
                .orElseThrow(
                        () -> new IllegalArgumentException("Layout '" + template + "' has no partition with the keys "
                                + keys + " that starts at " + start + ": '" + path + "' would not be read as that"));
    }

    private Optional<Found> read(String path) {
        List<String> names = names(path);
        if (names.size() > depth()) {
            return Optional.empty();
        }
        Map<String, String> keys = new HashMap<>();
        FoundTime time = new FoundTime();
        for (int i = 0; i < names.size(); i++) {
            if (!segments.get(i).match(names.get(i), keys, time)) {
                return Optional.empty();
            }
        }
        return time.window().map(window -> new Found(names.size(), keys, window));
    }

    /** The template. */
    @Override
    public String toString() {
        return template;
    }

    private record Found(int depth, Map<String, String> keys, PartitionWindow window) {

        PartitionPath path(KeyPrefix prefix) {
            return new PartitionPath(prefix, keys, window);
        }
    }
}
