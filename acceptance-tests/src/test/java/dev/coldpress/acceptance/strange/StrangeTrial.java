package dev.coldpress.acceptance.strange;

import dev.coldpress.acceptance.engine.DuckDb;
import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.product.ColdpressProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Plans a lake without a setting, runs with what that proposes, in processes and by way of a shell, and compares the
 * rows.
 */
final class StrangeTrial {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int NOTHING_MATCHES = 2;
    private static final String FLAGS = "--layout '";
    private static final String NO_DATE = "have no date that a layout could name";

    private final StrangeLake lake;
    private final Path folder;
    private final Path root;

    /** @param folder empty */
    StrangeTrial(StrangeLake lake, Path folder) {
        this.lake = lake;
        this.folder = folder;
        this.root = folder.resolve("lake");
    }

    StrangeFinding find() throws IOException, InterruptedException, SQLException {
        List<Path> written = lake.write(root);
        Map<Path, List<Path>> before = copies(written);
        DirectorySnapshot untouched = DirectorySnapshot.of(root);
        List<String> problems = new ArrayList<>();
        Said plan = call("plan", "");
        expect(plan.exitCode == NOTHING_MATCHES, "plan exits with " + plan.exitCode, problems);
        expect(DirectorySnapshot.of(root).equals(untouched), "plan changes the lake", problems);
        expect(plan.text.contains(written.size() + " Parquet files lie"), "plan counts other files", problems);
        List<String> guesses = guesses(plan.text);
        expect(guesses.equals(lake.guesses()), "plan proposes " + guesses + ", not " + lake.guesses(), problems);
        if (!lake.hasDate()) {
            expect(plan.text.contains(NO_DATE), "plan does not say that there is no date", problems);
            Said run = call("run", "");
            expect(run.exitCode == NOTHING_MATCHES, "run exits with " + run.exitCode, problems);
            expect(DirectorySnapshot.of(root).equals(untouched), "run changes the lake", problems);
        }
        for (String guess : guesses) {
            Said run = call("run", guess);
            expect(run.exitCode == 0, "run " + guess + " exits with " + run.exitCode + ": " + run.text, problems);
        }
        Map<Path, List<Path>> after = byDirectory(dataFiles());
        compare(before, after, problems);
        int filesAfter = after.values().stream().mapToInt(List::size).sum();
        expect(
                filesAfter == lake.directories().size(),
                filesAfter + " files are left in " + lake.directories().size() + " directories",
                problems);
        return new StrangeFinding(lake, written.size(), filesAfter, guesses, problems);
    }

    private static void expect(boolean isSo, String problem, List<String> problems) {
        if (!isSo) {
            problems.add(problem);
        }
    }

    private static List<String> guesses(String plan) {
        return plan.lines()
                .filter(line -> line.contains(FLAGS))
                .map(line -> line.substring(line.indexOf(FLAGS)).replaceFirst("  \\(.*", ""))
                .toList();
    }

    /** @param flags as a person would paste them */
    private Said call(String command, String flags) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, command, ".txt");
        List<String> shell = List.of("bash", "-c", "exec \"$@\" " + flags, "bash");
        List<String> arguments = List.of(command, "--root", root.toString());
        try (ColdpressProcess process = ColdpressProcess.start(shell, List.of(), arguments, output)) {
            if (!process.endsWithin(LONGEST)) {
                throw new IllegalStateException(command + " takes more than " + LONGEST + ": " + process.printed());
            }
            return new Said(process.exitCode(), process.printed());
        }
    }

    /** Copies that no run touches, by the directory in the lake. */
    private Map<Path, List<Path>> copies(List<Path> files) throws IOException {
        Map<Path, List<Path>> copies = new TreeMap<>();
        for (Path file : files) {
            Path copy = folder.resolve("before").resolve(root.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            copies.computeIfAbsent(root.relativize(file.getParent()), directory -> new ArrayList<>())
                    .add(copy);
        }
        return copies;
    }

    private Map<Path, List<Path>> byDirectory(List<Path> files) {
        Map<Path, List<Path>> byDirectory = new TreeMap<>();
        files.forEach(file -> byDirectory
                .computeIfAbsent(root.relativize(file.getParent()), directory -> new ArrayList<>())
                .add(file));
        return byDirectory;
    }

    /** Whatever is not hidden and none of the files that were put beside. */
    private List<Path> dataFiles() throws IOException {
        List<Path> others = lake.others().stream().map(root::resolve).toList();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !root.relativize(file).toString().matches("(.*/)?[._].*"))
                    .filter(file -> !others.contains(file))
                    .toList();
        }
    }

    private static void compare(Map<Path, List<Path>> before, Map<Path, List<Path>> after, List<String> problems)
            throws SQLException {
        expect(before.keySet().equals(after.keySet()), "rows have other directories", problems);
        try (DuckDb duck = new DuckDb()) {
            for (Map.Entry<Path, List<Path>> directory : before.entrySet()) {
                long differences = duck.differences(
                        DuckDb.parquet(directory.getValue()),
                        DuckDb.parquet(after.getOrDefault(directory.getKey(), List.of())));
                expect(differences == 0, differences + " rows differ in " + directory.getKey(), problems);
            }
        }
    }

    private record Said(int exitCode, String text) {}
}
