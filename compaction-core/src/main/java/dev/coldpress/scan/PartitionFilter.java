package dev.coldpress.scan;

import dev.coldpress.partition.Glob;
import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.partition.Temperature;
import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.settings.Shard;
import dev.coldpress.settings.SummaryFilePolicy;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which partitions a run looks at: those that are cold, and of them by the include and exclude globs, over the
 * partition's path without its trailing slash; {@code .} if it is the root; and those of one shard.
 */
public final class PartitionFilter {

    public static final Skip NOT_IN_LAYOUT = new Skip(SkipReason.NOT_IN_LAYOUT, "");

    private final List<Pattern> include;
    private final List<Pattern> exclude;
    private final Shard shard;
    private final SummaryFilePolicy summaryFiles;

    /** @throws java.util.regex.PatternSyntaxException if a glob is none */
    public PartitionFilter(List<String> include, List<String> exclude, Shard shard, SummaryFilePolicy summaryFiles) {
        this.shard = shard;
        this.summaryFiles = summaryFiles;
        this.include = include.stream().map(Glob::compile).toList();
        this.exclude = exclude.stream().map(Glob::compile).toList();
    }

    boolean accepts(KeyPrefix partition) {
        return isOfShard(partition) && isIncluded(partition);
    }

    /** Whether a run on this shard concerns itself with a partition. */
    public boolean isOfShard(KeyPrefix partition) {
        return shard.contains(partition);
    }

    private boolean isIncluded(KeyPrefix partition) {
        String path = partition.equals(KeyPrefix.ROOT)
                ? LakeLayout.FLAT_TEMPLATE
                : partition.path().substring(0, partition.path().length() - 1);
        return (include.isEmpty() || include.stream().anyMatch(glob -> matches(glob, path)))
                && exclude.stream().noneMatch(glob -> matches(glob, path));
    }

    private static boolean matches(Pattern glob, String path) {
        return glob.matcher(path).matches();
    }

    /** Why a run does not look at a partition; empty if it does. */
    public Optional<Skip> skip(LakeEntry.Partition found) {
        if (found.temperature() != Temperature.COLD) {
            return Optional.of(skipOf(found.temperature()));
        }
        if (!isIncluded(found.path().prefix())) {
            return Optional.of(new Skip(SkipReason.EXCLUDED, "by include or exclude"));
        }
        if (!isOfShard(found.path().prefix())) {
            return Optional.of(new Skip(SkipReason.EXCLUDED, "it is of another shard than " + shard));
        }
        return summaryFiles == SummaryFilePolicy.SKIP
                ? found.summaries().stream().findFirst().map(PartitionFilter::namedBy)
                : Optional.empty();
    }

    /** Why files are left alone of which a summary file speaks. */
    static Skip namedBy(ObjectKey summary) {
        return new Skip(
                SkipReason.SUMMARY_FILE,
                summary
                        + " speaks of the files below its directory and would be untrue after a merge: delete it if no reader"
                        + " uses it, or set the policy for summary files to delete or leave");
    }

    /**
     * Why it does not matter that nothing below a directory was looked at: {@code exclude} leaves out every partition
     * there, whatever it may be called. Empty if it does matter.
     */
    public Optional<Skip> skip(LakeEntry.Unreadable found) {
        String anyName = "\0";
        String anyBelow = found.prefix().path() + String.join("/", Collections.nCopies(found.levelsBelow(), anyName));
        return exclude.stream().anyMatch(glob -> matches(glob, anyBelow))
                ? Optional.of(new Skip(SkipReason.EXCLUDED, "by exclude, and it could not be listed"))
                : Optional.empty();
    }

    public PlannedPartition planned(LakeEntry.Unreadable found) {
        return skip(found)
                .map(skip -> PlannedPartition.leftAlone(found.prefix(), skip))
                .orElseGet(() -> PlannedPartition.failed(found.prefix(), failure(found)));
    }

    /** What is wrong with a directory that was not listed, and what to do about it. */
    public static String failure(LakeEntry.Unreadable found) {
        return "it could not be listed (" + found.fault().getMessage()
                + "). Nothing below it was looked at; make it readable for this user, or exclude '"
                + found.prefix().path() + "**'";
    }

    /** Where it is, for people. */
    public static String path(LakeEntry.Unlisted found) {
        return found.directory() + found.entry().name();
    }

    public static Skip skipOf(LakeEntry.Unlisted found) {
        return new Skip(EntriesLeftAlone.reasonOf(found.entry()), "");
    }

    /**
     * Why a partition of this temperature is left alone.
     *
     * @param temperature any but cold
     */
    public static Skip skipOf(Temperature temperature) {
        return temperature == Temperature.HOT
                ? new Skip(SkipReason.HOT, "its time has not ended yet")
                : new Skip(SkipReason.EXCLUDED, "it ended before the look-back begins");
    }
}
