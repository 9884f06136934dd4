package dev.coldpress.parquet.spec;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@link DuckDbOracle} in a process of its own. Damaged files can corrupt DuckDB's memory and take the process down,
 * which says nothing of the file that was made of them.
 */
final class DuckDbOracleProcess implements AutoCloseable {

    private static final long MAX_SECONDS = 120;

    private final Path directory;
    private @Nullable Process process;

    DuckDbOracleProcess(Path directory) {
        this.directory = directory;
    }

    /**
     * As {@link DuckDbOracle#compare}; where DuckDB does not survive the sources, they are unreadable. That it does not
     * survive the output is an error.
     */
    DuckDbOracle.Verdict compare(byte[] source, byte[] output) throws IOException {
        String verdict = ask(source, output);
        if (verdict == null) {
            verdict = ask(output, output);
            if (verdict == null) {
                throw new AssertionError("DuckDB does not survive the output");
            }
            return DuckDbOracle.Verdict.UNREADABLE;
        }
        if (verdict.startsWith("!")) {
            throw new AssertionError(
                    new String(Base64.getDecoder().decode(verdict.substring(1)), StandardCharsets.UTF_8));
        }
        return DuckDbOracle.Verdict.valueOf(verdict);
    }

    /** @return null if the process died, or did not answer and was ended */
    private @Nullable String ask(byte[] source, byte[] output) throws IOException {
        Files.write(directory.resolve("asked-source"), source);
        Files.write(directory.resolve("asked-output"), output);
        Process running = running();
        try {
            BufferedWriter questions = running.outputWriter(StandardCharsets.UTF_8);
            questions.write("compare\n");
            questions.flush();
            BufferedReader answers = running.inputReader(StandardCharsets.UTF_8);
            String answer =
                    CompletableFuture.supplyAsync(() -> readLine(answers)).get(MAX_SECONDS, TimeUnit.SECONDS);
            if (answer == null || answer.isEmpty()) {
                close();
                return null;
            }
            return answer;
        } catch (IOException | ExecutionException | TimeoutException e) {
            close();
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static @Nullable String readLine(BufferedReader reader) {
        try {
            return reader.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    private Process running() throws IOException {
        if (process == null || !process.isAlive()) {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:ErrorFile=" + directory.resolve("crash.log"),
                            "-XX:-CreateCoredumpOnCrash",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DuckDbOracleProcess.class.getName(),
                            directory.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }

    /** The other side: one answer per line that comes in, until no more comes. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path directory = Path.of(arguments[0]);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (DuckDbOracle duckDb = new DuckDbOracle(directory)) {
            while (questions.readLine() != null) {
                answers.println(answer(duckDb, directory));
            }
        }
    }

    private static String answer(DuckDbOracle duckDb, Path directory) throws IOException {
        byte[] source = Files.readAllBytes(directory.resolve("asked-source"));
        byte[] output = Files.readAllBytes(directory.resolve("asked-output"));
        try {
            return duckDb.compare(List.of(source), output).name();
        } catch (AssertionError e) {
            return "!"
                    + Base64.getEncoder()
                            .encodeToString(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }
}
