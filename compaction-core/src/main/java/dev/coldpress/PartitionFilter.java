package dev.coldpress;

import dev.coldpress.partition.LakeEntry;
import dev.coldpress.partition.Temperature;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.KeyPrefix;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;

/**
 * Which partitions a run looks at: those that are cold, and of them by the include and
 * exclude globs, over the partition's path without its trailing slash.
 */
final class PartitionFilter {

    private final List<PathMatcher> include;
    private final List<PathMatcher> exclude;

    PartitionFilter(List<String> include, List<String> exclude) {
        this.include = matchers(include);
        this.exclude = matchers(exclude);
    }

    boolean accepts(KeyPrefix partition) {
        Path path = Path.of(partition.path());
        return (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(path)))
                && exclude.stream().noneMatch(glob -> glob.matches(path));
    }

    /** Why a run does not look at a partition; empty if it does. */
    Optional<Skip> skip(LakeEntry.Partition found) {
        if (found.temperature() != Temperature.COLD) {
            return Optional.of(skipOf(found.temperature()));
        }
        return accepts(found.path().prefix())
                ? Optional.empty()
                : Optional.of(new Skip(SkipReason.EXCLUDED, "by include or exclude"));
    }

    /** @param temperature any but cold */
    static Skip skipOf(Temperature temperature) {
        return temperature == Temperature.HOT
                ? new Skip(SkipReason.HOT, "its time has not ended yet")
                : new Skip(SkipReason.EXCLUDED, "it ended before the look-back begins");
    }

    private static List<PathMatcher> matchers(List<String> globs) {
        return globs.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
    }
}
