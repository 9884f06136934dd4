package dev.coldpress.acceptance.job;

import dev.coldpress.acceptance.benchmark.Benchmark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What the contenders of a job took, round by round: in each round they take turns, so that other load hits all of
 * them.
 */
final class Rounds {

    private final String title;
    private final int partitions;
    private final Map<String, List<Measurement>> byContender = new LinkedHashMap<>();

    /** @param title what the job is, for the head of the table */
    Rounds(String title, int partitions) {
        this.title = title;
        this.partitions = partitions;
    }

    void add(String contender, Measurement measurement) {
        byContender.computeIfAbsent(contender, c -> new ArrayList<>()).add(measurement);
    }

    /** Medians, and below them the ratios to the first contender: the median of those of the single rounds. */
    String table() {
        StringBuilder table = new StringBuilder(title).append('\n');
        byContender.forEach((contender, rounds) -> table.append(line(contender, rounds)));
        String first = byContender.keySet().iterator().next();
        byContender.keySet().stream()
                .filter(contender -> !contender.equals(first))
                .forEach(contender -> table.append(ratios(contender, first)));
        return table.toString();
    }

    private String line(String contender, List<Measurement> rounds) {
        double wall = median(rounds, Measurement::wallSeconds);
        String threads = medians(rounds).entrySet().stream()
                .map(group -> String.format(Locale.ROOT, "%s %.1f", group.getKey(), group.getValue()))
                .collect(Collectors.joining(", "));
        String requests = rounds.get(rounds.size() - 1).requests().entrySet().stream()
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
        String remarks = rounds.get(rounds.size() - 1).remarks().stream()
                .map(remark -> "\n    " + remark)
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "  %-18s %8.2f s wall (%.1f ms for each partition), %7.2f s processor, peak %,d MB%s%s%s%n",
                contender,
                wall,
                wall * 1000 / partitions,
                median(rounds, Measurement::processorSeconds),
                Math.round(median(rounds, Measurement::peakBytes) / 1e6),
                threads.isEmpty() || !contender.startsWith("coldpress") ? "" : "\n    processor: " + threads,
                requests.isEmpty() ? "" : "\n    requests: " + requests,
                remarks);
    }

    private static Map<String, Double> medians(List<Measurement> rounds) {
        Map<String, Double> medians = new LinkedHashMap<>();
        rounds.get(0)
                .secondsByThreads()
                .keySet()
                .forEach(group -> medians.put(
                        group, median(rounds, round -> round.secondsByThreads().getOrDefault(group, 0.0))));
        return medians;
    }

    private String ratios(String contender, String first) {
        return String.format(
                Locale.ROOT,
                "  %s / %s: %.2f wall, %.2f processor%n",
                contender,
                first,
                ratio(contender, first, Measurement::wallSeconds),
                ratio(contender, first, Measurement::processorSeconds));
    }

    private double ratio(String contender, String first, ToDoubleFunction<Measurement> what) {
        List<Measurement> above = byContender.getOrDefault(contender, List.of());
        List<Measurement> below = byContender.getOrDefault(first, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < above.size(); i++) {
            ratios.add(what.applyAsDouble(above.get(i)) / what.applyAsDouble(below.get(i)));
        }
        return Benchmark.median(ratios);
    }

    private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> what) {
        return Benchmark.median(rounds.stream().map(what::applyAsDouble).toList());
    }
}
