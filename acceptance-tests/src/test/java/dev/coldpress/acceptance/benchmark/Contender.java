package dev.coldpress.acceptance.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that merges, and the way it is measured.
 *
 * @param warm within this process, which has done the same before; else as a process of its own, start included
 */
record Contender(String program, boolean warm) {

    private static final List<String> PYTHON_PROGRAMS = List.of("polars", "pyarrow", "duckdb-python", "cat");
    private static final long LONGEST_MINUTES = 10;

    String title() {
        return program + (warm ? ", warm" : ", cold");
    }

    /** Python's programs have no warm form here. */
    static boolean canBeWarm(String program) {
        return !PYTHON_PROGRAMS.contains(program);
    }

    /** Merges once and returns the seconds that it took. */
    double measure(Path directory, Path output, Path home, PackagedJava java) throws Exception {
        long start = System.nanoTime();
        if (warm) {
            MergeProgram.merge(program, directory, output);
        } else {
            run(command(directory, output, home, java));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private List<String> command(Path directory, Path output, Path home, PackagedJava java) {
        if (PYTHON_PROGRAMS.contains(program)) {
            String script = home.resolve("scripts/benchmark-peers.py").toString();
            return List.of("python3", script, program, directory.toString(), output.toString());
        }
        if (program.equals("duckdb") || program.startsWith("duckdb" + MergeProgram.SORTED)) {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    MergeProgram.class.getName(),
                    program,
                    directory.toString(),
                    output.toString());
        }
        return java.command(program, directory, output);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(title() + " took longer than " + LONGEST_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(title() + " failed with exit code " + process.exitValue());
        }
    }
}
