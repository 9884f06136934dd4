package dev.coldpress.localfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a process asks of the operating system, by strace. Systems differ in the call's exact name. */
final class SystemCalls {

    /** A call that ends later is on a second line, which tells its result alone. */
    private static final Pattern STAT =
            Pattern.compile("^\\d+ +(?:statx|newfstatat|fstatat64|stat|lstat)\\(.*\"([^\"]+)\".*");

    private static final Pattern SYNC = Pattern.compile("^\\d+ +fsync\\(\\d+<([^>]*)>.*");

    /** With the name that is new, or gone. */
    private static final Pattern CHANGE =
            Pattern.compile("^\\d+ +(mkdir|rename|link|unlink)(?:at2?)?\\((?:.*, )?(?:\\d+<[^>]*>, )?\"([^\"]+)\".*");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path root;
    private final List<String> lines;

    private SystemCalls(Path root, List<String> lines) {
        this.root = root;
        this.lines = lines;
    }

    /** Those of a run of a compactor. Skips the test without strace. */
    static SystemCalls ofCompaction(Path root, Path trace) throws Exception {
        List<String> strace =
                List.of("strace", "-f", "-y", "-s", "4096", "-o", trace.toString(), "-e", "trace=%file,fsync");
        OtherProcess.assumeWorks("strace", "-f", "-y", "-o", trace.toString(), "true");
        try (OtherProcess process = OtherProcess.startUnder(strace, List.of(), "compact", root.toString())) {
            process.remainingLines();
            if (process.exitCode() != 0) {
                throw new IOException("The compaction ended with exit code " + process.exitCode());
            }
        }
        return new SystemCalls(root, Files.readAllLines(trace));
    }

    /** How often something below the root was looked at. */
    long looks() {
        return looksAt(root.toString());
    }

    /** How often what has this path, or begins so, was looked at. */
    long looksAt(String path) {
        return lines.stream()
                .map(STAT::matcher)
                .filter(Matcher::matches)
                .filter(look -> look.group(1).startsWith(path))
                .count();
    }

    /** What was changed and synced below the root, in order: paths from there, with a star for each id. */
    List<String> changesAndSyncs() {
        return lines.stream().flatMap(line -> changeOrSync(line).stream()).collect(Collectors.toList());
    }

    private Optional<String> changeOrSync(String line) {
        Matcher sync = SYNC.matcher(line);
        if (sync.matches()) {
            return below(sync.group(1)).map(path -> "sync " + path);
        }
        Matcher change = CHANGE.matcher(line);
        return change.matches() ? below(change.group(2)).map(path -> change.group(1) + " " + path) : Optional.empty();
    }

    private Optional<String> below(String path) {
        return path.startsWith(root + "/")
                ? Optional.of(
                        ID.matcher(path.substring(root.toString().length() + 1)).replaceAll("*"))
                : Optional.empty();
    }
}
