package dev.coldpress.survey;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which layouts the directories of a lake have, by a bounded sample: at most 32 directories of each level are listed,
 * one page of each, and 16 levels. Hidden directories and those that a table format manages are passed over.
 *
 * @param found every way in which directories with Parquet files are named, most files first
 * @param filesInPlace how many Parquet files were seen that lie where a layout expects them, and so are not in
 *     {@code found}
 * @param otherFiles how many visible files were seen that are no Parquet files
 * @param requests how many directories were listed
 * @param isWhole whether that is all that is there
 */
public record LakeSurvey(List<FoundLayout> found, long filesInPlace, long otherFiles, int requests, boolean isWhole) {

    private static final Pattern KEY = Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_]*}");
    private static final Pattern TIME = Pattern.compile("\\{(?:yyyy|MM|dd|HH)[yMdHT_]*}");

    public LakeSurvey {
        found = List.copyOf(found);
    }

    /**
     * Looks at a whole lake.
     *
     * @param base the directory in which it begins
     * @param controlPrefix nothing below it is looked at
     * @throws StoreException if the store does not answer, or does not list the root
     */
    public static LakeSurvey of(ObjectStore store, KeyPrefix base, KeyPrefix controlPrefix) {
        LakeSample sample = new LakeSample(store, controlPrefix);
        sample.takeBelow(List.of(base));
        return of(sample, new LayoutDetector(names(base)).detect(sample.directories()), 0);
    }

    /**
     * Looks for what a layout does not take.
     *
     * @param starts nothing is looked at but what lies in or below these directories
     * @param dataNames the names of files that are taken
     * @throws StoreException if the store does not answer, or does not list one of the directories
     */
    public static LakeSurvey outside(
            LakeLayout layout,
            Predicate<String> dataNames,
            List<KeyPrefix> starts,
            ObjectStore store,
            KeyPrefix controlPrefix) {
        LakeSample sample = new LakeSample(store, controlPrefix);
        sample.takeBelow(starts);
        List<SampledDirectory> below = new ArrayList<>();
        List<SampledDirectory> beside = new ArrayList<>();
        long inPlace = 0;
        for (SampledDirectory directory : sample.directories()) {
            boolean isPartition = layout.match(directory.prefix()).isPresent();
            if (isPartition && directory.names(dataNames)) {
                inPlace += directory.files();
            } else {
                (isPartition || isBelow(layout, directory) ? below : beside).add(directory);
            }
        }
        List<FoundLayout> found = new ArrayList<>(new LayoutDetector(keys(layout)).detect(below));
        found.addAll(new LayoutDetector(names(layout.base())).detect(beside));
        found.sort(Comparator.comparingLong(FoundLayout::files).reversed());
        return of(sample, found, inPlace);
    }

    private static LakeSurvey of(LakeSample sample, List<FoundLayout> found, long filesInPlace) {
        return new LakeSurvey(found, filesInPlace, sample.otherFiles(), sample.requests(), sample.isWhole());
    }

    private static List<String> names(KeyPrefix base) {
        return base.equals(KeyPrefix.ROOT)
                ? List.of()
                : List.of(base.path().substring(0, base.path().length() - 1).split("/", -1));
    }

    private static boolean isBelow(LakeLayout layout, SampledDirectory directory) {
        return Stream.concat(Stream.of(KeyPrefix.ROOT), directory.prefix().above().stream())
                .anyMatch(above -> layout.match(above).isPresent());
    }

    /** The levels of a layout that have any name, with what it calls them; empty for the others. */
    private static List<String> keys(LakeLayout layout) {
        List<String> keys = new ArrayList<>(names(layout.base()));
        Arrays.stream(layout.toString().substring(layout.base().path().length()).split("/", -1))
                .map(level ->
                        KEY.matcher(level).matches() && !TIME.matcher(level).matches() ? level : "")
                .forEach(keys::add);
        return keys;
    }

    /** How many Parquet files were seen that no layout was known for. */
    public long files() {
        return found.stream().mapToLong(FoundLayout::files).sum();
    }

    /** The layout of every Parquet file that was seen, with a date or without; empty if there are several, or none. */
    public Optional<FoundLayout> only() {
        return found.size() == 1
                ? found.stream().filter(one -> one.layout().isPresent()).findFirst()
                : Optional.empty();
    }

    /** Those with a date, most files first. */
    public List<FoundLayout> dated() {
        return found.stream().filter(FoundLayout::isDated).toList();
    }
}
