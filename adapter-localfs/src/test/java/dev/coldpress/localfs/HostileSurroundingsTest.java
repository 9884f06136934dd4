package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, a missing permission, a locale without UTF-8: in a process of its own, which is given what it needs. */
class HostileSurroundingsTest {

    @TempDir
    private Path root;

    @Test
    void aFullDiskIsToldAndNothingIsLostOrLeftVisible() throws Exception {
        String mount = "mount -t tmpfs -o size=256k none '" + root + "'";
        OtherProcess.assumeWorks("unshare", "-rm", "sh", "-c", mount);

        List<String> wrapper = List.of("unshare", "-rm", "sh", "-c", mount + " && exec \"$@\"", "sh");
        try (OtherProcess process = OtherProcess.startUnder(wrapper, List.of(), "fill", root.toString())) {
            assertThat(process.remainingLines())
                    .containsExactly("NO_SPACE", "NO_SPACE", "1", "ANSWERED", "Written");
            assertThat(process.exitCode()).isZero();
        }
    }

    @Test
    void aDirectoryThatMayNotBeReadIsDeniedAndNotEmpty() throws Exception {
        Path unreadable = Files.createDirectory(root.resolve("unreadable"));
        Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
        // Root may read everything, unless it gives up the right to.
        List<String> wrapper = Files.isReadable(unreadable)
                ? List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
                : List.of("env");
        OtherProcess.assumeWorks(Stream.concat(wrapper.stream(), Stream.of("true")).toArray(String[]::new));

        try (OtherProcess process =
                OtherProcess.startUnder(wrapper, List.of(), "list", root.toString())) {
            assertThat(process.remainingLines()).singleElement().asString().startsWith("DENIED").contains(unreadable.toString());
        } finally {
            Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aNameThatTheLocaleCannotReadIsAFaultAndNotPassedOver() throws Exception {
        Files.writeString(root.resolve("caf\u00e9"), "12345");

        for (boolean utf8 : new boolean[] {true, false}) {
            String encoding = "-Dsun.jnu.encoding=" + (utf8 ? "UTF-8" : "ANSI_X3.4-1968");
            try (OtherProcess process =
                    OtherProcess.startUnder(List.of(), List.of(encoding, "-Dstdout.encoding=UTF-8"), "list", root.toString())) {
                String line = process.nextLine();
                if (utf8) {
                    assertThat(line).startsWith("caf").doesNotContain("UNSUPPORTED");
                } else {
                    assertThat(line).startsWith("UNSUPPORTED").contains("LC_ALL=C.UTF-8");
                }
            }
        }
    }
}
