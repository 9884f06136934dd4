package dev.coldpress.app.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Of whom it can be told that they have ended. */
class ProcessTableTest {

    private static final String BOOT = "114470b1-b8a7-4445-a9a4-71775f7320a3";
    private static final String HOST_SPACE = "pid:[4026531836]";

    @TempDir
    private Path directory;

    private int machines;

    /** What the kernel shows of itself and of its processes. */
    private final class Machine {

        private final Path proc = directory.resolve("proc-" + machines++);

        Machine(String boot, String space) throws IOException {
            write("sys/kernel/hostname", "host\n");
            write("sys/kernel/random/boot_id", boot + "\n");
            write("self/mounts", "/dev/sda / ext4 rw 0 0\nproc /proc proc rw,nosuid 0 0\n");
            Files.createDirectories(proc.resolve("self/ns"));
            Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of(space));
        }

        Machine write(String file, String text) throws IOException {
            Path path = proc.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        }

        Machine begin(long pid, long startTicks) throws IOException {
            // The name of a program may hold anything.
            String fields =
                    " (ja va) 1) S 1 1 1 0 -1 4194560 9 0 0 0 1 2 0 0 20 0 30 0 " + startTicks + " 3133440 418\n";
            return write(pid + "/stat", pid + fields);
        }

        void end(long pid) throws IOException {
            Files.delete(proc.resolve(pid + "/stat"));
        }

        /** As one of its processes sees it. */
        ProcessTable seenBy(long pid) throws IOException {
            write("self/stat", Files.readString(proc.resolve(pid + "/stat")));
            write("self/status", "Name:\tjava\nNSpid:\t" + pid + "\nThreads:\t30\n");
            return new ProcessTable(proc);
        }
    }

    private Machine machine() throws IOException {
        return new Machine(BOOT, HOST_SPACE);
    }

    @Test
    void aProcessThatIsThereHasNotEnded() throws IOException {
        Machine machine = machine().begin(7, 500).begin(8, 600);
        String name = machine.seenBy(7).ownName();
        assertThat(machine.seenBy(8).hasEnded(name)).isFalse();
        assertThat(machine.seenBy(7).hasEnded(name)).as("itself").isFalse();
        assertThat(name).startsWith("host:7:500:");
    }

    @Test
    void aProcessThatIsGoneHasEnded() throws IOException {
        Machine machine = machine().begin(7, 500).begin(8, 600);
        String name = machine.seenBy(7).ownName();
        machine.end(7);
        assertThat(machine.seenBy(8).hasEnded(name)).isTrue();
    }

    @Test
    void aProcessWhoseIdWasGivenAnewHasEnded() throws IOException {
        Machine machine = machine().begin(7, 500);
        String name = machine.seenBy(7).ownName();
        machine.begin(7, 900);
        assertThat(machine.seenBy(7).hasEnded(name)).isTrue();
    }

    /** Each container has a process 1, and a process 1 sees none of the other container's. */
    @Test
    void ofAProcessInAnotherContainerOfTheSameNameNothingIsKnown() throws IOException {
        Machine one = new Machine(BOOT, "pid:[4026532001]").begin(1, 500);
        Machine other = new Machine(BOOT, "pid:[4026532002]").begin(1, 600);
        assertThat(other.seenBy(1).hasEnded(one.seenBy(1).ownName())).isFalse();
        assertThat(one.seenBy(1).hasEnded(other.seenBy(1).ownName())).isFalse();
    }

    @Test
    void ofAProcessOnAnotherMachineOfTheSameNameNothingIsKnown() throws IOException {
        Machine one = machine().begin(1, 500);
        Machine other = new Machine("5f3f2a52-0d5c-4d8c-8f7e-6a55d6a1b0aa", HOST_SPACE).begin(1, 600);
        assertThat(other.seenBy(1).hasEnded(one.seenBy(1).ownName())).isFalse();
    }

    /** Another zero of the clock that the start of a process is told by. */
    @Test
    void ofAProcessInAnotherSpaceOfTimesNothingIsKnown() throws IOException {
        Machine machine = machine().begin(7, 500).begin(8, 600);
        Path time = machine.proc.resolve("self/ns/time");
        Files.createSymbolicLink(time, Path.of("time:[4026531834]"));
        String name = machine.seenBy(7).ownName();
        Files.delete(time);
        Files.createSymbolicLink(time, Path.of("time:[4026532009]"));
        assertThat(machine.begin(7, 501).seenBy(8).hasEnded(name)).isFalse();
    }

    @Test
    void whereProcessesOfOthersAreHiddenNothingIsKnown() throws IOException {
        Machine machine = machine().begin(7, 500).begin(8, 600);
        String name = machine.seenBy(7).ownName();
        machine.end(7);
        machine.write("self/mounts", "proc /proc proc rw,hidepid=invisible,gid=5 0 0\n");
        assertThat(machine.seenBy(8).hasEnded(name)).isFalse();
        machine.write("self/mounts", "proc /proc proc rw,hidepid=0 0 0\n");
        assertThat(machine.seenBy(8).hasEnded(name)).isTrue();
    }

    /** As after 'unshare --pid' without a /proc of its own: the ids there are not those of this process's space. */
    @Test
    void whereAnotherSpacesProcessesAreShownNothingIsKnown() throws IOException {
        Machine machine = machine().begin(7, 500).begin(8, 600);
        String name = machine.seenBy(7).ownName();
        machine.end(7);
        ProcessTable nested = machine.seenBy(8);
        machine.write("self/status", "Name:\tjava\nNSpid:\t8\t1\n");
        assertThat(nested.hasEnded(name)).isFalse();
        assertThat(nested.ownName()).matches("host:\\d+");
    }

    @Test
    void whereTheKernelShowsNothingNothingIsKnown() throws IOException {
        Machine machine = machine().begin(7, 500);
        String name = machine.seenBy(7).ownName();
        ProcessTable none = new ProcessTable(directory.resolve("no-such-directory"));
        assertThat(none.ownName()).matches(".+:" + ProcessHandle.current().pid());
        assertThat(none.hasEnded(name)).isFalse();
        assertThat(none.hasEnded(none.ownName())).isFalse();
    }

    @Test
    void ofNamesInAnotherFormNothingIsKnown() throws IOException {
        ProcessTable table = machine().begin(7, 500).seenBy(7);
        for (String name : List.of("", "host", "host:1", "host:8", "host:x:y:z", "coldpress", table.ownName() + "x")) {
            assertThat(table.hasEnded(name)).as(name).isFalse();
        }
    }

    /** A process that says its name and waits. */
    static final class Named {

        private Named() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(ProcessTable.OF_THIS_MACHINE.ownName());
            System.in.read();
        }
    }

    private static Process start(String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Named.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        while (line != null && line.startsWith("Picked up")) {
            line = out.readLine();
        }
        return String.valueOf(line);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofARealProcessItIsKnown() throws Exception {
        Process process = start();
        try {
            String name = firstLine(process);
            assertThat(ProcessTable.OF_THIS_MACHINE.hasEnded(name)).isFalse();
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ProcessTable.OF_THIS_MACHINE.hasEnded(name)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofARealProcessInASpaceOfItsOwnItIsNot() throws Exception {
        Process process = start("unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc");
        try {
            String name = firstLine(process);
            assumeThat(name)
                    .as("skipped: this user may not make a space of process ids, as a container is")
                    .contains(":1:");
            assertThat(ProcessTable.OF_THIS_MACHINE.hasEnded(name)).isFalse();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
