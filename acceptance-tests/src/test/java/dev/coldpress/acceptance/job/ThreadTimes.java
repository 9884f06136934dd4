package dev.coldpress.acceptance.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The processor time of the threads of a Java process, by what they do: looks into {@code /proc} of Linux again and
 * again, because the time of a thread that has ended is told nowhere.
 */
final class ThreadTimes {

    /**
     * A group and how the names of its threads begin. Linux keeps 15 characters of a name; Java's first thread is
     * "java".
     */
    private record Group(String name, List<String> beginnings) {}

    private static final List<Group> GROUPS = List.of(
            new Group("main", List.of("java", "bash")),
            new Group("merge", List.of("coldpress-merge")),
            new Group("read", List.of("coldpress-read", "coldpress-foote")),
            new Group("JIT", List.of("C1 Compiler", "C2 Compiler")),
            new Group("GC", List.of("GC Thread", "G1 ", "VM Thread")));

    private static final String OTHER = "other";

    /** What was used between the last look at a thread and its end. */
    private static final String UNSEEN = "ended unseen";

    private record ThreadTime(String name, long nanos) {}

    private final Map<Long, ThreadTime> byId = new TreeMap<>();
    private long peakBytes;

    /** Looks at all threads of a process, if it is still there and the operating system tells of them. */
    void look(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            threads.forEach(this::lookAtThread);
            peakBytes = Math.max(peakBytes, peakBytes(process));
        } catch (IOException e) {
            // It has ended, or this is not Linux.
        }
    }

    private void lookAtThread(Path thread) {
        try {
            String time = Files.readString(thread.resolve("schedstat"));
            long nanos = Long.parseLong(time.substring(0, time.indexOf(' ')));
            String name = Files.readString(thread.resolve("comm")).strip();
            byId.put(Long.parseLong(thread.getFileName().toString()), new ThreadTime(name, nanos));
        } catch (IOException e) {
            // It has ended.
        }
    }

    private static long peakBytes(Path process) throws IOException {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        }
    }

    long peakBytes() {
        return peakBytes;
    }

    /**
     * In a fixed order of groups; empty if nothing was seen.
     *
     * @param total of all threads, also of those that were not seen
     */
    Map<String, Double> secondsByGroup(double total) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        if (byId.isEmpty()) {
            return seconds;
        }
        GROUPS.forEach(group -> seconds.put(group.name(), 0.0));
        seconds.put(OTHER, 0.0);
        byId.values().forEach(thread -> seconds.merge(group(thread.name()), thread.nanos() / 1e9, Double::sum));
        double seen = seconds.values().stream().mapToDouble(s -> s).sum();
        seconds.put(UNSEEN, Math.max(0, total - seen));
        return seconds;
    }

    private static String group(String thread) {
        return GROUPS.stream()
                .filter(group -> group.beginnings().stream().anyMatch(thread::startsWith))
                .map(Group::name)
                .findFirst()
                .orElse(OTHER);
    }
}
