package dev.coldpress.app.lake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes of this machine as the kernel shows them, by which a later run can tell for certain that the one before
 * has ended, and finishes what it left behind without waiting.
 *
 * <p>A process is named {@code host:id:start:place}. The host is for people alone: two machines can have one name. The
 * place is a hash of the boot of the machine and of the space (namespace) of process ids: each container has a space of
 * its own, and in each the first process has the id 1. Within a place a process id and the time at which its process
 * began, in ticks since the boot, never come again. Of processes in another place nothing is known, and on systems
 * other than Linux of none. A virtual machine that is copied while it runs has the place of the first.
 *
 * <p>Source: {@code proc(5)}, {@code pid_namespaces(7)}, {@code time_namespaces(7)}.
 */
final class ProcessTable {

    static final ProcessTable OF_THIS_MACHINE = new ProcessTable(Path.of("/proc"));

    private static final Pattern NAME = Pattern.compile(".*:(\\d{1,10}):(\\d{1,19}):([0-9a-f]{16})");
    private static final int PLACE_BYTES = 8;

    /** Of the fields of {@code stat} behind the program's name, which can hold blanks and brackets. */
    private static final int START_FIELD = 19;

    private final Path proc;

    /** @param proc where the file system of processes is mounted */
    ProcessTable(Path proc) {
        this.proc = proc;
    }

    /** Of this process. */
    String ownName() {
        try {
            Optional<String> place = place();
            if (place.isPresent()) {
                String stat = stat("self");
                return host() + ":" + stat.substring(0, stat.indexOf(' ')) + ":" + start(stat) + ":" + place.get();
            }
        } catch (IOException e) {
            // Not Linux, or a container that does not show it: then nobody can tell when this process has ended.
        }
        return host() + ":" + ProcessHandle.current().pid();
    }

    /** Whether it is certain that the process of this name has ended. */
    boolean hasEnded(String name) {
        Matcher parts = NAME.matcher(name);
        try {
            return parts.matches()
                    && Optional.of(parts.group(3)).equals(place())
                    && !hidesProcesses()
                    && isGone(parts.group(1), parts.group(2));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isGone(String pid, String start) throws IOException {
        try {
            return !start(stat(pid)).equals(start);
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /** The name of a program can be any bytes. */
    private String stat(String pid) throws IOException {
        return Files.readString(proc.resolve(pid).resolve("stat"), StandardCharsets.ISO_8859_1);
    }

    private static String start(String stat) throws IOException {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= START_FIELD) {
            throw new IOException("No time of the start in " + stat);
        }
        return fields[START_FIELD];
    }

    /** Empty if the ids that are shown are those of another space than this process's own. */
    private Optional<String> place() throws IOException {
        // One id for each space from the one that is shown here down to the own.
        boolean isOwnSpace = Files.readAllLines(proc.resolve("self/status")).stream()
                .anyMatch(line -> line.matches("NSpid:\\s+\\d+\\s*"));
        if (!isOwnSpace) {
            return Optional.empty();
        }
        String boot = Files.readString(proc.resolve("sys/kernel/random/boot_id"));
        Path time = proc.resolve("self/ns/time");
        String zero = Files.exists(time, LinkOption.NOFOLLOW_LINKS) ? link(time) : "";
        return Optional.of(hash(boot.strip() + "\n" + link(proc.resolve("self/ns/pid")) + "\n" + zero));
    }

    private static String link(Path file) throws IOException {
        return Files.readSymbolicLink(file).toString();
    }

    /** A mount can be told to hide the processes of other users, which look as if they had ended then. */
    private boolean hidesProcesses() throws IOException {
        List<String> mounts = Files.readAllLines(proc.resolve("self/mounts"));
        return mounts.stream()
                .filter(mount -> mount.matches("\\S+ /proc proc .*"))
                .anyMatch(mount -> mount.matches(".*\\bhidepid=(?!0\\b|off\\b).*"));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, PLACE_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private String host() {
        try {
            // Asking the resolver can take seconds where it is out of order.
            return Files.readString(proc.resolve("sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return resolvedHost();
        }
    }

    private static String resolvedHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
