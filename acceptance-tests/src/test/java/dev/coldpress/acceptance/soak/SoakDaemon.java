package dev.coldpress.acceptance.soak;

import dev.coldpress.app.serve.Access;
import dev.coldpress.app.serve.Daemon;
import dev.coldpress.app.settings.ListenAddress;
import dev.coldpress.localfs.LocalFileSystemStore;
import dev.coldpress.port.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The daemon on a fast clock, in a process of its own: the released classes, except that time is given. Arguments: the
 * root, the clock, and a file to which it adds how it is, now and then.
 */
final class SoakDaemon {

    private static final Duration SCHEDULE = Duration.ofHours(1);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);

    /** By the fast clock. */
    private static final Duration BETWEEN_VITALS = Duration.ofHours(3);

    private SoakDaemon() {}

    public static void main(String[] args) throws Exception {
        FastClock clock = FastClock.parse(args[1]);
        Path vitals = Path.of(args[2]);
        ObjectStore store = new FastTimeStore(LocalFileSystemStore.open(Path.of(args[0])), clock);
        Daemon.Plan plan = new Daemon.Plan(
                "soak",
                args[0],
                SCHEDULE,
                true,
                new ListenAddress("127.0.0.1", 0),
                Access.OF_THIS_MACHINE,
                Optional.empty(),
                List.of());
        Daemon daemon =
                new Daemon(plan, store, clock, (metered, listener) -> SoakLake.compactor(metered, clock, listener));
        int port = daemon.start().getPort();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            daemon.stop(STOP_GRACE);
            daemon.close();
            add(vitals, clock, port);
        }));
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        while (parent.isAlive()) {
            add(vitals, clock, port);
            clock.sleep(BETWEEN_VITALS);
        }
    }

    private static void add(Path file, FastClock clock, int port) {
        long pid = ProcessHandle.current().pid();
        try {
            Vitals vitals = new Vitals(clock.instant(), pid, port, heapBytes(), openFiles(), Vitals.bytesWritten(pid));
            String line = vitals.text() + System.lineSeparator();
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in use after a full collection; if a run is on, with what that holds. */
    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }
}
