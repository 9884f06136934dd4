package dev.coldpress.acceptance.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command and measures it as the operating system does, from its start to its end. */
final class MeasuredProcess {

    /** {@code time} of bash tells the processor time of a process that has ended, which Java does not. */
    private static final String TIMED = "TIMEFORMAT='%3R %3U %3S'; time \"$@\" >\"$LOG\" 2>&1";

    private static final long LOOK_MILLIS = 50;

    private MeasuredProcess() {}

    /**
     * Returns when the command has ended.
     *
     * @param environment variables beside those of this process
     * @param log for what the command prints
     * @throws IllegalStateException if its exit code is not 0
     */
    static Measurement run(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        Path times = log.resolveSibling(log.getFileName() + ".times");
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
        timed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(timed).redirectError(times.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("LOG", log.toString());
        Process process = builder.start();
        ThreadTimes threads = new ThreadTimes();
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            process.children().findFirst().ifPresent(child -> threads.look(child.pid()));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command + " ended with exit code " + process.exitValue() + ": "
                    + Files.readString(log) + Files.readString(times));
        }
        String[] seconds = Files.readString(times).strip().split(" ", -1);
        double processor = Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]);
        return new Measurement(
                Double.parseDouble(seconds[0]),
                processor,
                threads.secondsByGroup(processor),
                threads.peakBytes(),
                Map.of(),
                List.of());
    }
}
