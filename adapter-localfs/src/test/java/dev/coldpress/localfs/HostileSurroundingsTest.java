package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full disk, a missing permission, a locale without UTF-8: in a process of its own, which is given what it needs. */
class HostileSurroundingsTest {

    private static final FileAttribute<Set<PosixFilePermission>> NOBODY =
            PosixFilePermissions.asFileAttribute(Set.of());

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

        assertThat(linesWithPermissions(unreadable, "---------", "list"))
                .singleElement()
                .asString()
                .startsWith("DENIED")
                .contains(unreadable.toString());
    }

    /** As {@code lost+found}, which is in the root of every mounted ext4, is for all users but one. */
    @ParameterizedTest
    @ValueSource(strings = {"---------", "r--------", "-wx------"})
    void aDirectoryThatMayNotBeReadHoldsNoStagedFile(String permissions) throws Exception {
        Path unreadable = Files.createDirectory(root.resolve("lost+found"));
        Files.writeString(unreadable.resolve("x"), "12345");
        String token;
        try (StagedUpload upload = LocalFileSystemStore.open(root).stage(ObjectKey.of("z/x"))) {
            token = upload.token().value();
        }

        assertThat(linesWithPermissions(unreadable, permissions, "staged")).containsExactly("z/x " + token);
    }

    /** The rights of the directory's owner; without those to read and search, with the right to do one of both only. */
    @ParameterizedTest
    @ValueSource(strings = {"---------", "r--------", "--x------"})
    void aDirectoryThatMayNotBeReadCostsWhatIsBelowItAndNothingElse(String permissions) throws Exception {
        writeSmallFiles("app/year=2026/month=01/day=15/hour=10");
        writeSmallFiles("private/year=2026/month=01/day=15/hour=10");
        writeSmallFiles("zoo/year=2026/month=01/day=15/hour=10");
        Files.createDirectory(root.resolve("zoo/year=2026/lost+found"), NOBODY);
        Files.createDirectory(root.resolve("lost+found"), NOBODY);

        List<String> lines = linesWithPermissions(root.resolve("private"), permissions, "compact");

        assertThat(lines).hasSize(2).last().isEqualTo("2 compacted");
        assertThat(lines.get(0))
                .startsWith("it could not be listed (list of private/")
                .contains("permission denied", root.resolve("private").toString(), "exclude 'private/**'");
    }

    @Test
    void aPartitionThatMayNotBeReadFailsAlone() throws Exception {
        writeSmallFiles("app/year=2026/month=01/day=15/hour=10");
        writeSmallFiles("app/year=2026/month=01/day=15/hour=11");
        Path unreadable = root.resolve("app/year=2026/month=01/day=15/hour=10");

        List<String> lines = linesWithPermissions(unreadable, "---------", "compact");

        assertThat(lines).hasSize(2).last().isEqualTo("1 compacted");
        assertThat(lines.get(0)).contains("permission denied", unreadable.toString());
    }

    /** A mount whose server is gone: nothing can be asked of it, not even what it is. */
    @Test
    void aMountThatDoesNotAnswerCostsWhatIsBelowItAndNothingElse() throws Exception {
        writeSmallFiles("app/year=2026/month=01/day=15/hour=10");
        Path dead = Files.createDirectory(root.resolve("dead"));
        Path stray = Files.createDirectory(root.resolve("app/year=2026/stray"));
        String options = "fd=9,rootmode=40000,user_id=0,group_id=0";
        String mount = "exec 9<>/dev/fuse && mount -i -t fuse -o " + options + " none '%s' && exec 9<&- && ! stat '%s'";
        String mounts = mount.formatted(dead, dead) + " && " + mount.formatted(stray, stray);
        OtherProcess.assumeWorks("unshare", "-rm", "sh", "-c", mounts);

        List<String> wrapper = List.of("unshare", "-rm", "sh", "-c", mounts + " >&2 && exec \"$@\"", "sh");
        String token;
        try (StagedUpload upload = LocalFileSystemStore.open(root).stage(ObjectKey.of("z/x"))) {
            token = upload.token().value();
        }
        try (OtherProcess compact = OtherProcess.startUnder(wrapper, List.of(), "compact", root.toString());
                OtherProcess staged = OtherProcess.startUnder(wrapper, List.of(), "staged", root.toString())) {
            List<String> lines = compact.remainingLines();
            assertThat(lines).hasSize(2).last().isEqualTo("1 compacted");
            assertThat(lines.get(0))
                    .startsWith("it could not be listed (list of dead/")
                    .contains("exclude 'dead/**'");
            assertThat(staged.remainingLines()).containsExactly("z/x " + token);
        }
    }

    private void writeSmallFiles(String partition) throws IOException {
        Path directory = Files.createDirectories(root.resolve(partition));
        for (String name : List.of("a.parquet", "b.parquet")) {
            Files.write(directory.resolve(name), RowCodec.file(name));
            Files.setLastModifiedTime(directory.resolve(name), FileTime.from(Instant.parse("2026-01-15T12:00:00Z")));
        }
    }

    /** A directory that may not be read cannot be synced, so nobody knows what of it survives a power cut. */
    @Test
    void aRecordWhoseSyncFailedIsNotReadBackAsIfItWereOnDisk() throws Exception {
        writeCounter();

        assertThat(linesWithPermissions(counterDirectory(), "-wx------", "replace"))
                .hasSize(2)
                .startsWith("Unknown")
                .last()
                .asString()
                .startsWith("DENIED")
                .contains(counterDirectory().toString());
    }

    @Test
    void aRecordThatAnotherProcessHasJustWrittenIsSyncedBeforeItIsRead() throws Exception {
        writeCounter();

        assertThat(linesWithPermissions(counterDirectory(), "-wx------", "get"))
                .singleElement()
                .asString()
                .startsWith("DENIED")
                .contains(counterDirectory().toString());
    }

    @Test
    void aRecordThatHasBeenThereForLongIsReadWithoutASync() throws Exception {
        writeCounter();
        Files.setLastModifiedTime(
                counterDirectory().resolve(StoreCommands.COUNTER.name()),
                FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        assertThat(linesWithPermissions(counterDirectory(), "-wx------", "get")).containsExactly("7");
    }

    /** Its publisher may have made the link and not come to the sync. */
    @Test
    void anAbortOfWhatAnotherProcessHasPublishedIsAnsweredOnlyAfterASync() throws Exception {
        StagedUpload upload;
        try (LocalFileSystemStore store = LocalFileSystemStore.open(root)) {
            upload = new StoreUnderTest(store).sealed(StoreCommands.OUTPUT.path(), "1");
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
            assertThat(store.abort(upload.key(), upload.token())).isEqualTo(AbortResult.ANSWERED);
        }
        Path directory = root.resolve(StoreCommands.OUTPUT.parent().path());

        assertThat(linesWithPermissions(
                        directory,
                        "-wx------",
                        "abort",
                        root.toString(),
                        upload.token().value()))
                .containsExactly("UNKNOWN");
    }

    private void writeCounter() {
        try (LocalFileSystemStore store = LocalFileSystemStore.open(root)) {
            store.put(StoreCommands.COUNTER, "7".getBytes(StandardCharsets.UTF_8), WriteCondition.ABSENT);
        }
    }

    private Path counterDirectory() {
        return root.resolve(StoreCommands.COUNTER.parent().path());
    }

    /** What another process says that has no more rights than the permissions of a directory give. */
    private List<String> linesWithPermissions(Path directory, String permissions, String command) throws Exception {
        return linesWithPermissions(directory, permissions, command, root.toString());
    }

    private static List<String> linesWithPermissions(Path directory, String permissions, String... command)
            throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
        // Root may do everything, unless it gives up the right to.
        List<String> wrapper = Files.isReadable(directory) && Files.isExecutable(directory)
                ? List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
                : List.of("env");
        OtherProcess.assumeWorks(
                Stream.concat(wrapper.stream(), Stream.of("true")).toArray(String[]::new));
        try (OtherProcess process = OtherProcess.startUnder(wrapper, List.of(), command)) {
            return process.remainingLines();
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
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

    @Test
    void aLocaleWithDigitsOfItsOwnWritesVersionsAsEveryOther() throws Exception {
        Files.writeString(root.resolve("x"), "12345");
        String version = String.valueOf(LocalFileSystemStore.open(root)
                .head(ObjectKey.of("x"))
                .orElseThrow()
                .ref()
                .version());

        List<String> arabic = List.of("-Duser.language=ar", "-Duser.country=EG");
        try (OtherProcess process = OtherProcess.startUnder(List.of(), arabic, "versions", root.toString())) {
            assertThat(process.remainingLines()).containsExactly(version);
        }
    }

    private OtherProcess startIn(String locale) throws IOException {
        List<String> wrapper = List.of("env", "LC_ALL=" + locale);
        return OtherProcess.startUnder(wrapper, List.of("-Dsun.stdout.encoding=UTF-8"), "list", root.toString());
    }
}
