package dev.coldpress.survey;

import dev.coldpress.partition.LakeLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Directories of one depth, and what each of their levels stands for. The levels that name a time are those that name
 * the finest one together; a date that comes again in a coarser form beside it is a key like any other.
 */
final class NamedAlike {

    private static final String ANY = "*";

    private final List<SampledDirectory> directories;
    private final List<List<DirectoryName>> levels;
    private final SortedMap<Integer, TimeReading> times;

    private NamedAlike(List<SampledDirectory> directories, boolean hasTime) {
        this.directories = directories;
        List<List<String>> paths =
                directories.stream().map(SampledDirectory::names).toList();
        this.levels = IntStream.range(0, paths.get(0).size())
                .mapToObj(level -> paths.stream()
                        .map(path -> DirectoryName.of(path.get(level)))
                        .toList())
                .toList();
        this.times = hasTime ? finestTime() : new TreeMap<>();
    }

    /** @param directories of one depth, with names of one {@link NameShape} at each level; one or more */
    static NamedAlike of(List<SampledDirectory> directories) {
        return new NamedAlike(directories, true);
    }

    /** The same directories without a look at any time in their names. */
    NamedAlike withoutTime() {
        return new NamedAlike(directories, false);
    }

    List<SampledDirectory> directories() {
        return directories;
    }

    /** Equal for directories that one template can name. */
    List<String> forms() {
        return IntStream.range(0, levels.size())
                .mapToObj(level -> {
                    TimeReading time = times.get(level);
                    return time != null
                            ? time.template()
                            : levels.get(level).get(0).keyText() + ANY;
                })
                .toList();
    }

    /** The finest part of the time that the levels name; null if they name none. */
    @Nullable
    TimeUnit unit() {
        return times.isEmpty() ? null : finest(times);
    }

    /**
     * The template for directories of which all have these {@link #forms}.
     *
     * @param others directories with the same forms
     * @param keys names for levels of any names, from the root down; empty where there is none
     */
    String template(List<NamedAlike> others, List<String> keys) {
        if (levels.isEmpty()) {
            return LakeLayout.FLAT_TEMPLATE;
        }
        LevelNames names = new LevelNames();
        times.values().forEach(time -> names.take(time.template()));
        StringBuilder template = new StringBuilder();
        String parent = "";
        for (int level = 0; level < levels.size(); level++) {
            TimeReading time = times.get(level);
            String text;
            if (time != null) {
                text = time.template();
            } else if (level < keys.size() && !keys.get(level).isEmpty()) {
                text = keys.get(level);
                names.take(text);
            } else {
                text = free(level, others, names, parent);
            }
            template.append(text).append('/');
            parent = text;
        }
        return template.toString();
    }

    private String free(int level, List<NamedAlike> others, LevelNames names, String parent) {
        DirectoryName first = levels.get(level).get(0);
        if (first.hasKey()) {
            return first.keyText() + names.ofKey(first.key());
        }
        List<DirectoryName> all = others.stream()
                .flatMap(other -> other.levels.get(level).stream())
                .toList();
        if (all.stream().allMatch(DirectoryName::isNumber)) {
            return names.ofNumbers(unit() == TimeUnit.HOUR && level > times.lastKey());
        }
        boolean isOne = all.stream().map(DirectoryName::value).distinct().count() == 1;
        return isOne && !LevelNames.hasManyBelow(parent) ? first.value() : names.below(parent);
    }

    private static TimeUnit finest(SortedMap<Integer, TimeReading> time) {
        return Objects.requireNonNull(time.get(time.lastKey())).last();
    }

    private SortedMap<Integer, TimeReading> finestTime() {
        return IntStream.range(0, levels.size())
                .mapToObj(this::timeFrom)
                .flatMap(Optional::stream)
                // The first of those that are equally fine.
                .min(Comparator.comparing(NamedAlike::finest, Comparator.reverseOrder()))
                .orElseGet(TreeMap::new);
    }

    /** Reads the levels from one on whose names have a year. */
    private Optional<SortedMap<Integer, TimeReading>> timeFrom(int start) {
        SortedMap<Integer, TimeReading> time = new TreeMap<>();
        TimeUnit next = TimeUnit.YEAR;
        for (int level = start; level < levels.size(); level++) {
            Optional<TimeReading> reading =
                    TimeReading.of(levels.get(level), next, level > start && time.containsKey(level - 1));
            if (reading.isEmpty() && level == start) {
                return Optional.empty();
            }
            if (reading.isPresent()) {
                time.put(level, reading.get());
                TimeUnit last = reading.get().last();
                if (last == TimeUnit.HOUR) {
                    break;
                }
                next = last.finer();
            }
        }
        return Optional.of(time);
    }

    /** Gathers directories by the shapes of their names. */
    static List<NamedAlike> byShape(List<SampledDirectory> directories) {
        Map<List<String>, List<SampledDirectory>> shapes = directories.stream()
                .collect(Collectors.groupingBy(
                        directory ->
                                directory.names().stream().map(NameShape::of).toList(),
                        LinkedHashMap::new,
                        Collectors.toCollection(ArrayList::new)));
        return shapes.values().stream().map(NamedAlike::of).toList();
    }
}
