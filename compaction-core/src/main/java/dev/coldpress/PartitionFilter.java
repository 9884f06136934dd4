package dev.coldpress;

import dev.coldpress.port.KeyPrefix;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** The include and exclude globs, over the partition's path without its trailing slash. */
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

    private static List<PathMatcher> matchers(List<String> globs) {
        return globs.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
    }
}
