package dev.coldpress.survey;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which layouts the directories of a lake have, by a bounded sample: at most 32 directories of each level are listed, one page
 * of each, and 16 levels. Hidden directories and those that a table format manages are passed over.
 *
 * @param found every way in which directories with Parquet files are named, most files first
 * @param otherFiles how many visible files were seen that are no Parquet files
 * @param requests how many directories were listed
 * @param isWhole whether that is all of the lake
 */
public record LakeSurvey(List<FoundLayout> found, long otherFiles, int requests, boolean isWhole) {

    private static final Pattern KEY = Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_]*}");
    private static final Pattern TIME = Pattern.compile("\\{(?:yyyy|MM|dd|HH)[yMdHT_]*}");

    public LakeSurvey {
        found = List.copyOf(found);
    }

    /**
     * Looks at a whole lake.
     *
     * @param controlPrefix nothing below it is looked at
     * @throws StoreException if the store does not answer, or does not list the root
     */
    public static LakeSurvey of(ObjectStore store, KeyPrefix controlPrefix) {
        return below(List.of(KeyPrefix.ROOT), store, controlPrefix, List.of());
    }

    /**
     * Looks only below directories that a layout does not match.
     *
     * @param directories below or beside the partitions of the layout
     * @param layout lends the names of its keys to levels at the same place
     * @throws StoreException if the store does not answer, or does not list one of the directories
     */
    public static LakeSurvey outside(
            List<KeyPrefix> directories, LakeLayout layout, ObjectStore store, KeyPrefix controlPrefix) {
        List<String> keys = Arrays.stream(layout.toString().split("/", -1))
                .map(level -> KEY.matcher(level).matches() && !TIME.matcher(level).matches() ? level : "")
                .toList();
        return below(directories, store, controlPrefix, keys);
    }

    private static LakeSurvey below(
            List<KeyPrefix> directories, ObjectStore store, KeyPrefix controlPrefix, List<String> keys) {
        LakeSample sample = new LakeSample(store, controlPrefix);
        sample.takeBelow(directories);
        List<FoundLayout> found = new LayoutDetector(keys).detect(sample.directories());
        return new LakeSurvey(found, sample.otherFiles(), sample.requests(), sample.isWhole());
    }

    /** How many Parquet files were seen. */
    public long files() {
        return found.stream().mapToLong(FoundLayout::files).sum();
    }

    /** The layout of every Parquet file that was seen; empty if there are several, or some without a date. */
    public Optional<FoundLayout> only() {
        return found.size() == 1 ? found.stream().filter(one -> one.layout().isPresent()).findFirst() : Optional.empty();
    }

    /** Those that can be compacted, most files first. */
    public List<FoundLayout> dated() {
        return found.stream().filter(one -> one.layout().isPresent()).toList();
    }
}
