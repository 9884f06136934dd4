package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
            assertThat(process.remainingLines()).containsExactly("NO_SPACE", "NO_SPACE", "1", "ANSWERED", "true");
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
        OtherProcess.assumeWorks(
                Stream.concat(wrapper.stream(), Stream.of("true")).toArray(String[]::new));

        try (OtherProcess process = OtherProcess.startUnder(wrapper, List.of(), "list", root.toString())) {
            assertThat(process.remainingLines())
                    .singleElement()
                    .asString()
                    .startsWith("DENIED")
                    .contains(unreadable.toString());
        } finally {
            Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aNameThatTheLocaleCannotReadIsAFaultAndNotPassedOver() throws Exception {
        Files.writeString(root.resolve("caf\u00e9"), "12345");

        try (OtherProcess utf8 = startIn("C.UTF-8");
                OtherProcess ascii = startIn("C")) {
            assertThat(utf8.remainingLines()).containsExactly("caf\u00e9");
            assertThat(ascii.nextLine()).startsWith("UNSUPPORTED").contains("LC_ALL=C.UTF-8");
        }
    }

    private OtherProcess startIn(String locale) throws IOException {
        List<String> wrapper = List.of("env", "LC_ALL=" + locale);
        return OtherProcess.startUnder(wrapper, List.of("-Dsun.stdout.encoding=UTF-8"), "list", root.toString());
    }
}
