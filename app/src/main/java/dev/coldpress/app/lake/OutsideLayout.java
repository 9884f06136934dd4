package dev.coldpress.app.lake;

import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.survey.LakeSurvey;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Notes where in a lake the layout or the names of files did not match, and looks there afterwards for Parquet files.
 * For one thread.
 */
public final class OutsideLayout implements CompactionListener {

    /** Enough to see how they are named. */
    private static final int MAX_DIRECTORIES = 32;

    /** Of these a run tells no listener; each says that there is a partition. */
    private static final Set<SkipReason> ONLY_COUNTED =
            EnumSet.of(SkipReason.HOT, SkipReason.EXCLUDED, SkipReason.SUMMARY_FILE, SkipReason.TABLE_FORMAT_MANAGED);

    private final List<KeyPrefix> directories = new ArrayList<>();
    private boolean foundPartition;

    @Override
    public void pathLeftAlone(String path, Skip why) {
        if (why.reason() == SkipReason.NOT_IN_LAYOUT && path.endsWith("/")) {
            note(KeyPrefix.of(path));
        }
    }

    @Override
    public void partitionFinished(PartitionReport report) {
        partition(
                report.partition(),
                report.entriesLeftAlone(),
                !report.compacted().isEmpty());
    }

    @Override
    public void fileSizes(KeyPrefix partition, long[] before, long[] after) {
        foundPartition |= before.length > 0;
    }

    public void planned(PlannedPartition planned) {
        partition(
                planned.partition(),
                planned.entriesLeftAlone(),
                !planned.groups().isEmpty());
    }

    private void partition(KeyPrefix partition, List<EntriesLeftAlone> entries, boolean hasData) {
        boolean isDoubtful = entries.stream()
                .anyMatch(one -> one.reason() == SkipReason.NOT_IN_LAYOUT || one.reason() == SkipReason.FILE_NAME);
        if (isDoubtful) {
            note(partition);
        }
        foundPartition |= hasData || !isDoubtful;
    }

    private void note(KeyPrefix directory) {
        if (directories.size() < MAX_DIRECTORIES) {
            directories.add(directory);
        }
    }

    /**
     * Adds what a run has counted itself.
     *
     * @param reasons of files and directories that it left alone
     */
    public void counted(Set<SkipReason> reasons) {
        foundPartition |= reasons.stream().anyMatch(ONLY_COUNTED::contains);
    }

    /** Whether a partition with data files was seen. */
    boolean foundPartition() {
        return foundPartition;
    }

    /** Looks for Parquet files at what was noted, or in the whole lake if no partition was seen at all. */
    LakeSurvey survey(Lake lake) {
        CompactionSettings settings = lake.settings();
        List<KeyPrefix> starts =
                foundPartition ? directories : List.of(settings.layout().base());
        return LakeSurvey.outside(
                settings.layout(),
                name -> isTaken(name, settings.fileNames()),
                starts,
                lake.store(),
                settings.controlPrefix());
    }

    /** Whether there is something to look at. */
    boolean isWorthASurvey() {
        return !foundPartition || !directories.isEmpty();
    }

    private static boolean isTaken(String name, List<String> globs) {
        return globs.stream().anyMatch(glob -> {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return matcher.matches(Path.of(name));
        });
    }
}
