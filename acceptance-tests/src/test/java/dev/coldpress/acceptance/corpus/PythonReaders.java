package dev.coldpress.acceptance.corpus;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** pyarrow, pandas and Polars, in a Python process beside this one, where they are installed. */
final class PythonReaders implements AutoCloseable {

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private PythonReaders(Process process) {
        this.process = process;
        this.requests = process.outputWriter();
        this.answers = process.inputReader();
    }

    /** Starts the script; empty without Python or one of the packages. */
    static Optional<PythonReaders> start(Path script) {
        try {
            Process imports = new ProcessBuilder("python3", "-c", "import pyarrow, pandas, polars")
                    .redirectErrorStream(true)
                    .start();
            imports.getInputStream().readAllBytes();
            if (imports.waitFor() != 0) {
                return Optional.empty();
            }
            return Optional.of(new PythonReaders(new ProcessBuilder("python3", script.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For each reader that reads the sources, what it finds different in the output; an empty text if nothing is. */
    Map<String, String> differences(List<Path> sources, Path output) {
        try {
            requests.write(Stream.concat(sources.stream(), Stream.of(output))
                    .map(Path::toString)
                    .collect(Collectors.joining("\t")));
            requests.newLine();
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                return Map.of("Python", "the process ended");
            }
            String[] parts = answer.split("\t", -1);
            Map<String, String> differences = new TreeMap<>();
            for (int i = 0; i + 1 < parts.length; i += 2) {
                differences.put(parts[i], parts[i + 1]);
            }
            return differences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
