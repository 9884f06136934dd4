package dev.coldpress.localfs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Another JVM that runs {@link StoreCommands}. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private OtherProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    static OtherProcess start(String... arguments) throws IOException {
        return startUnder(List.of(), List.of(), arguments);
    }

    /** @param wrapper words before the command, such as those of {@code env} */
    static OtherProcess startUnder(List<String> wrapper, List<String> jvmOptions, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(jvmOptions);
        command.add(StoreCommands.class.getName());
        command.addAll(List.of(arguments));
        return new OtherProcess(command);
    }

    /** Skips the test if a command that it needs does not work here. */
    static void assumeWorks(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.inputReader().lines().forEach(line -> {});
            Assumptions.assumeTrue(process.waitFor() == 0, "needs " + String.join(" ", command));
        } catch (IOException | InterruptedException e) {
            Assumptions.abort("needs " + String.join(" ", command) + ": " + e);
        }
    }

    String nextLine() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** Everything that it still says until it ends. */
    List<String> remainingLines() {
        return output.lines().toList();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
