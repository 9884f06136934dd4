package dev.coldpress.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How this process signs its records: host and process id. So another process on the same host can tell that it has ended,
 * and finishes what it left behind without waiting.
 */
final class ProcessName {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private ProcessName() {}

    static String own() {
        return of(host(), ProcessHandle.current().pid());
    }

    private static String of(String host, long pid) {
        return host + ":" + pid;
    }

    private static String host() {
        try {
            // Asking the resolver can take seconds where it is out of order.
            return Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            return resolvedHost();
        }
    }

    private static String resolvedHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A host that does not know its own name: nobody can tell then whether its processes have ended.
            return "unknown-host-" + ProcessHandle.current().pid();
        }
    }

    /** Whether a process of this host and of that name is not there any more. A process id that was given anew counts as there. */
    static boolean hasEnded(String name) {
        int colon = name.lastIndexOf(':');
        if (colon < 0 || !name.substring(0, colon).equals(host())) {
            return false;
        }
        try {
            return ProcessHandle.of(Long.parseLong(name.substring(colon + 1))).isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
