package dev.coldpress.acceptance.soak;

import dev.coldpress.acceptance.product.ProjectHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of {@link SoakDaemon}, until it is killed or told to end. */
final class DaemonLife implements AutoCloseable {

    /** Little heap, so that a leak shows; and what starts soonest. */
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    private final Process process;
    private final Path vitals;

    private DaemonLife(Process process, Path vitals) {
        this.process = process;
        this.vitals = vitals;
    }

    /**
     * Starts it.
     *
     * @param log is added to
     * @param vitals is added to
     */
    static DaemonLife start(Path root, FastClock clock, Path log, Path vitals) throws IOException {
        Path jars = ProjectHome.applicationJars()
                .orElseThrow(() -> new IllegalStateException("The application is not packaged"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", ownClasses() + File.pathSeparator + jars + "/*"));
        command.add(SoakDaemon.class.getName());
        command.addAll(List.of(root.toString(), clock.text(), vitals.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new DaemonLife(process, vitals);
    }

    private static Path ownClasses() {
        return Path.of(SoakDaemon.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    long pid() {
        return process.pid();
    }

    List<Vitals> vitals() throws IOException {
        return Vitals.read(vitals, pid());
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The daemon ended by itself with exit code " + process.exitValue());
        }
    }

    /**
     * Kills it. It is stopped first, so that nothing is written between the look at the count and the kill.
     *
     * @return how many bytes it has written
     */
    long kill() throws IOException, InterruptedException {
        requireAlive();
        new ProcessBuilder("kill", "-STOP", Long.toString(pid())).start().waitFor();
        while (!Vitals.isStopped(pid())) {
            Thread.sleep(1);
        }
        long bytesWritten = Vitals.bytesWritten(pid());
        close();
        return bytesWritten;
    }

    /** Tells it to end, by SIGTERM, and returns as {@link #kill}. */
    long end() throws IOException, InterruptedException {
        requireAlive();
        process.destroy();
        if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The daemon did not end within " + LONGEST_END);
        }
        return vitals().stream().mapToLong(Vitals::bytesWritten).max().orElse(0);
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }
}
