package dev.coldpress.acceptance.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code coldpress} command in a process of its own, on the released jars and nothing else, as its launcher starts
 * it. What it prints goes to a file.
 */
public final class ColdpressProcess implements AutoCloseable {

    private static final String MAIN_CLASS = "dev.coldpress.app.Main";

    private final Process process;
    private final Path output;

    private ColdpressProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts the command.
     *
     * @param jvmOptions for Java, such as {@code -Xmx512m}
     * @param arguments of the command
     * @throws IllegalStateException if the application has not been packaged
     */
    public static ColdpressProcess start(List<String> jvmOptions, List<String> arguments, Path output)
            throws IOException {
        return start(List.of(), jvmOptions, arguments, output);
    }

    /**
     * As the other one, for a process that cannot write a file larger than a limit, as on a disk that is full: the
     * operating system refuses the write.
     */
    public static ColdpressProcess startWithFileLimit(int megabytes, List<String> arguments, Path output)
            throws IOException {
        String limit = "ulimit -f " + megabytes * 1024 + "; exec \"$@\"";
        return start(List.of("bash", "-c", limit, "bash"), List.of(), arguments, output);
    }

    /**
     * As the other one, by way of another program.
     *
     * @param starter its words; the command is appended to them, and it has to go on as that command or wait for it
     */
    public static ColdpressProcess start(
            List<String> starter, List<String> jvmOptions, List<String> arguments, Path output) throws IOException {
        Path jars = ProjectHome.applicationJars()
                .orElseThrow(() -> new IllegalStateException(
                        "The application is not packaged: run 'mvn -Dquick -pl app -am package' first"));
        List<String> command = new ArrayList<>(starter);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xshare:auto");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", jars + "/*", MAIN_CLASS));
        command.addAll(arguments);
        return startAs(command, Map.of(), output);
    }

    /**
     * Starts the command in another way.
     *
     * @param command has to go on as the process that is meant
     * @param environment is added to that of this process
     */
    public static ColdpressProcess startAs(List<String> command, Map<String, String> environment, Path output)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ColdpressProcess(builder.start(), output);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ended within the time. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Its exit code, once it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /**
     * Waits until it ends by itself.
     *
     * @throws IllegalStateException if it does not within the time, or its exit code is not 0
     */
    public void endWell(Duration longest) throws IOException, InterruptedException {
        if (!endsWithin(longest)) {
            throw new IllegalStateException("A run took more than " + longest + ": " + printed());
        } else if (exitCode() != 0) {
            throw new IllegalStateException("A run ended with exit code " + exitCode() + ": " + printed());
        }
    }

    /** The most memory that it ever had resident, in KB; 0 if the operating system does not tell, or it has ended. */
    public long peakResidentKb() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** What it has printed so far, to standard output and error. */
    public String printed() throws IOException {
        return Files.readString(output);
    }

    /**
     * Sends a signal to exactly this process.
     *
     * @param name without SIG, such as {@code STOP}
     */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Ends exactly this process, by SIGKILL: it can do nothing more. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
