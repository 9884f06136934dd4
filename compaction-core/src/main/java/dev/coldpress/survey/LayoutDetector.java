package dev.coldpress.survey;

import dev.coldpress.partition.LakeLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says how directories are named, as layouts. A layout is proposed only if it matches each directory that it is
 * proposed for.
 *
 * <p>The ways in which sinks name directories, by their documentation: Kafka Connect's time based partitioners, Amazon
 * Data Firehose, Flink's file sinks, Spark's and Hive's partitions, Vector, Fluent Bit, Redpanda Connect, Snowplow's
 * loaders, Athena's UNLOAD.
 */
final class LayoutDetector {

    /** Of a configured layout: names for levels of any names, from the root down. */
    private final List<String> keys;

    LayoutDetector(List<String> keys) {
        this.keys = keys;
    }

    /** Most files first. Every directory is counted in one of them. */
    List<FoundLayout> detect(List<SampledDirectory> directories) {
        List<SampledDirectory> undated = new ArrayList<>();
        List<FoundLayout> found = new ArrayList<>();
        for (List<NamedAlike> family : families(NamedAlike.byShape(directories))) {
            dated(family, undated).ifPresent(found::add);
        }
        List<NamedAlike> others = NamedAlike.byShape(undated).stream()
                .map(NamedAlike::withoutTime)
                .toList();
        for (List<NamedAlike> family : families(others)) {
            String template = family.get(0).template(family, keys);
            found.add(layout(template, parsed(template), null, directories(family)));
        }
        found.sort(Comparator.comparingLong(FoundLayout::files).reversed());
        return List.copyOf(found);
    }

    private static List<List<NamedAlike>> families(List<NamedAlike> groups) {
        Map<List<String>, List<NamedAlike>> families = new LinkedHashMap<>();
        groups.forEach(group -> families.computeIfAbsent(group.forms(), forms -> new ArrayList<>())
                .add(group));
        return List.copyOf(families.values());
    }

    /** @param undated takes the directories that a layout cannot name */
    private Optional<FoundLayout> dated(List<NamedAlike> family, List<SampledDirectory> undated) {
        List<SampledDirectory> all = directories(family);
        TimeUnit unit = family.get(0).unit();
        String template = family.get(0).template(family, keys);
        LakeLayout layout = unit == null ? null : parsed(template);
        if (layout == null) {
            undated.addAll(all);
            return Optional.empty();
        }
        List<SampledDirectory> matching = new ArrayList<>();
        for (SampledDirectory directory : all) {
            (layout.match(directory.prefix()).isPresent() ? matching : undated).add(directory);
        }
        return matching.isEmpty() ? Optional.empty() : Optional.of(layout(template, layout, unit, matching));
    }

    private static List<SampledDirectory> directories(List<NamedAlike> family) {
        return family.stream().flatMap(group -> group.directories().stream()).toList();
    }

    /** Null if it breaks a rule of layouts. */
    private static @Nullable LakeLayout parsed(String template) {
        try {
            return LakeLayout.parse(template);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static FoundLayout layout(
            String template, @Nullable LakeLayout layout, @Nullable TimeUnit unit, List<SampledDirectory> directories) {
        Set<String> fileNames = new TreeSet<>();
        directories.forEach(directory -> fileNames.addAll(directory.fileNames()));
        return new FoundLayout(
                template,
                Optional.ofNullable(layout),
                Optional.ofNullable(unit).map(TimeUnit::length),
                directories.size(),
                directories.stream().mapToLong(SampledDirectory::files).sum(),
                List.copyOf(fileNames),
                examples(directories));
    }

    /** One of each directory, and more of one if there are few directories. */
    private static List<String> examples(List<SampledDirectory> directories) {
        List<String> examples = new ArrayList<>();
        for (int file = 0; file < LakeSample.MAX_EXAMPLES; file++) {
            for (SampledDirectory directory : directories) {
                if (file < directory.examples().size() && examples.size() < LakeSample.MAX_EXAMPLES) {
                    examples.add(directory.examples().get(file));
                }
            }
        }
        return examples.stream().sorted().toList();
    }
}
