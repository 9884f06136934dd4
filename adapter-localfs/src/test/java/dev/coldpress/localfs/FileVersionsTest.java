package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes another version of a file, and what does not. */
class FileVersionsTest {

    private static final ObjectKey KEY = ObjectKey.of("a/x");
    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-15T10:30:00Z"));

    @TempDir
    private Path root;

    private Path file;
    private StoreUnderTest subject;

    @BeforeEach
    void openStore() throws IOException {
        file = Files.createDirectories(root.resolve("a")).resolve("x");
        subject = new StoreUnderTest(LocalFileSystemStore.open(root));
    }

    private ObjectRef write(String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, TIME);
        return present();
    }

    /** The object as it is now. Whatever changes the file from now on changes its change time. */
    private ObjectRef present() throws IOException {
        KernelClock.passes(file);
        return subject.store().head(KEY).orElseThrow().ref();
    }

    private void assertOtherVersion(ObjectRef former) throws IOException {
        String content = Files.readString(file);
        assertThat(subject.store().read(former, 0, ByteBuffer.allocate(1))).isEqualTo(ReadResult.OTHER_VERSION);
        assertThat(subject.store().put(KEY, new byte[1], WriteCondition.at(former.version())))
                .isEqualTo(new WriteResult.Conflict());
        assertThat(subject.store().delete(List.of(former))).containsExactly(DeleteResult.OTHER_VERSION);
        assertThat(file).hasContent(content);
    }

    @Test
    void aFileWithTheInodeSizeAndTimeOfADeletedOneIsAnotherVersion() throws IOException {
        ObjectRef former = write("12345");
        RecycledInode.replace(file, "54321", TIME);

        assertOtherVersion(former);
    }

    @Test
    void aFileThatIsRewrittenInPlaceAndGivenItsFormerTimeIsAnotherVersion() throws IOException {
        ObjectRef former = write("12345");
        write("54321");

        assertOtherVersion(former);
    }

    @Test
    void otherPermissionsMakeAnotherVersion() throws IOException {
        ObjectRef former = write("12345");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertOtherVersion(former);
    }

    @Test
    void aHardLinkMakesAnotherVersionAndSoDoesItsEnd() throws IOException {
        Path link = root.resolve("backup");
        ObjectRef former = write("12345");
        Files.createLink(link, file);
        ObjectRef linked = present();
        Files.delete(link);

        assertOtherVersion(former);
        assertOtherVersion(linked);
    }

    @Test
    void aFileThatWasAwayUnderAnotherNameIsAnotherVersion() throws IOException {
        ObjectRef former = write("12345");
        Files.move(file, root.resolve("away"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(root.resolve("away"), file, StandardCopyOption.ATOMIC_MOVE);

        assertOtherVersion(former);
    }

    @Test
    void neitherReadingNorTheWorkOfTheStoreMakesAnotherVersion() throws IOException {
        ObjectRef object = write("12345");

        assertThat(Files.readString(file)).isEqualTo("12345");
        assertThat(subject.text("a/x")).contains("12345");
        try (StagedUpload copy = subject.store().stage(ObjectKey.of("a/copy"))) {
            assertThat(copy.copyFrom(object, 0, 5)).isEqualTo(ReadResult.READ);
            copy.seal();
            copy.publish();
        }
        subject.put("a/y", "12345");

        assertThat(present()).isEqualTo(object);
        subject.delete(object);
    }

    @Test
    void theVersionThatAWriteTellsIsThatOfTheObject() throws IOException {
        ObjectRef created = subject.put("a/x", "1");
        assertThat(present()).isEqualTo(created);
        ObjectRef replaced = subject.overwrite(created, "2");
        assertThat(present()).isEqualTo(replaced);
        WriteResult put = subject.store().put(KEY, new byte[1], WriteCondition.NONE);
        assertThat(put).isEqualTo(new WriteResult.Written(present().version()));
        subject.delete(present());

        StagedUpload upload = subject.sealed("a/x", "12345");
        assertThat(upload.publish()).isEqualTo(new PublishResult.Published());
        ObjectRef published = present();
        subject.store().abort(KEY, upload.token());
        assertThat(present()).as("after the abort that follows each publish").isEqualTo(published);
    }

    /** As after a crash between the two system calls: both names are there, until an abort takes one. */
    @Test
    void anOutputWhoseHiddenNameIsStillThereHasItsLastVersionAfterTheAbort() throws IOException {
        StagedUpload upload = subject.sealed("a/x", "12345");
        Files.createLink(file, root.resolve("a/" + upload.token()));

        subject.store().abort(KEY, upload.token());
        ObjectRef settled = present();
        subject.store().abort(KEY, upload.token());

        assertThat(present()).isEqualTo(settled);
        assertThat(subject.text("a/x")).contains("12345");
    }

    /** Records that were written before the change time was part of a version still have the former ones. */
    @Test
    void aVersionWithoutAChangeTimeIsComparedByWhatItHas() throws IOException {
        ObjectRef object = write("12345");
        ObjectRef former = new ObjectRef(KEY, versionWithoutChangeTime(), 5);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(former).isNotEqualTo(object);
        assertThat(object.version().core()).isEqualTo(former.version());
        assertThat(subject.read(former, 0, 5)).asString().isEqualTo("12345");
        try (StagedUpload copy = subject.store().stage(ObjectKey.of("a/copy"))) {
            assertThat(copy.copyFrom(former, 0, 5)).isEqualTo(ReadResult.READ);
        }
        assertThat(subject.store()
                        .put(KEY, "54321".getBytes(StandardCharsets.UTF_8), WriteCondition.at(former.version())))
                .isInstanceOf(WriteResult.Written.class);
        assertThat(subject.store().delete(List.of(former))).containsExactly(DeleteResult.OTHER_VERSION);

        subject.delete(new ObjectRef(KEY, versionWithoutChangeTime(), 5));
        assertThat(file).doesNotExist();
    }

    private ObjectVersion versionWithoutChangeTime() throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        return new ObjectVersion(String.format(
                Locale.ROOT,
                "%d-%d.%09d-%d",
                (Long) Files.getAttribute(file, "unix:ino"),
                modified.getEpochSecond(),
                modified.getNano(),
                Files.size(file)));
    }
}
