package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException.Kind;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenFilesTest {

    @TempDir
    private Path root;

    private StoreUnderTest subject() {
        return new StoreUnderTest(LocalFileSystemStore.open(root));
    }

    private List<String> filesIn(String directory) throws IOException {
        try (var files = Files.list(root.resolve(directory))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aStagedFileLiesBesideItsTargetUnderAHiddenNameThatNoReaderTakesForParquet() throws IOException {
        StagedUpload upload = subject().sealed("a/x.parquet", "12345");

        assertThat(filesIn("a")).containsExactly(upload.token().value());
        assertThat(upload.token().value()).startsWith(".coldpress-").endsWith(".staged");
    }

    @Test
    void nothingIsLeftBesideAPublishedOrAWrittenObject() throws IOException {
        StoreUnderTest subject = subject();
        subject.sealed("a/published", "1").publish();
        ObjectRef record = subject.put("a/record", "1");
        subject.overwrite(record, "2");
        subject.store().put(record.key(), new byte[1], WriteCondition.ABSENT);
        subject.store().put(record.key(), new byte[1], WriteCondition.at(record.version()));
        subject.store().abort(ObjectKey.of("a/y"), subject.sealed("a/y", "1").token());

        assertThat(filesIn("a")).containsExactly("published", "record");
        assertThat(Files.getAttribute(root.resolve("a/published"), "unix:nlink"))
                .isEqualTo(1);
    }

    @Test
    void theStoresOwnFilesAreNoObjects() throws IOException {
        StoreUnderTest subject = subject();
        ObjectRef record = subject.put("a/record", "1");
        subject.overwrite(record, "2");
        String staged = subject.sealed("a/x", "12345").token().value();
        Files.createDirectories(root.resolve("b/" + staged));
        Files.writeString(root.resolve("b/" + staged + "/x"), "1");
        assertThat(root.resolve(".coldpress.lock")).exists();

        assertThat(subject.keys("")).containsExactly("a/record");
        assertThat(subject.entries(ListRequest.level(KeyPrefix.ROOT))).containsExactly("a/", "b/");
        assertThat(subject.entries(ListRequest.level(KeyPrefix.of("b/")))).isEmpty();
        assertThat(subject.keys("b/" + staged + "/")).isEmpty();
        for (String name : List.of(".coldpress.lock", "a/" + staged, "b/" + staged + "/x")) {
            ObjectRef ref = new ObjectRef(ObjectKey.of(name), record.version(), 1);
            assertThat(subject.isVisible(name)).isFalse();
            assertThat(subject.text(name)).isEmpty();
            assertThat(subject.store().read(ref, 0, ByteBuffer.allocate(1))).isEqualTo(ReadResult.NOT_FOUND);
            assertThat(subject.store().delete(List.of(ref))).containsExactly(DeleteResult.NOT_FOUND);
            assertThat(subject.store().put(ref.key(), new byte[1], WriteCondition.at(ref.version())))
                    .isEqualTo(new WriteResult.Conflict());
            Faults.assertThrown(Kind.UNSUPPORTED, () -> subject.put(name, "1"), name, "reserved");
            Faults.assertThrown(Kind.UNSUPPORTED, () -> subject.store().stage(ref.key()), name, "reserved");
        }
        assertThat(root.resolve("a/" + staged)).hasContent("12345");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "victim",
                "../victim",
                "a/../../victim",
                "/victim",
                "x/victim",
                "..",
                ".",
                ".coldpress.lock",
                ".coldpress-../../../../../../../../../../../../victim.staged",
                ".coldpress-00000000-0000-0000-0000-000000000000.staged/../../victim"
            })
    void aTokenThatWasTamperedWithDeletesNothing(String token) throws IOException {
        StoreUnderTest subject = subject();
        subject.overwrite(subject.put("a/b/victim", "1"), "2");
        subject.put("a/victim", "1");
        subject.put("victim", "1");

        Faults.assertThrown(
                Kind.UNSUPPORTED,
                () -> subject.store().abort(ObjectKey.of("a/b/x"), new UploadToken(token)),
                "a/b/x",
                token);

        assertThat(subject.keys("")).containsExactly("a/b/victim", "a/victim", "victim");
        assertThat(root.resolve(".coldpress.lock")).exists();
    }

    @Test
    void anAbortInADirectoryThatIsGoneOrAFileNowIsAnswered() throws IOException {
        StoreUnderTest subject = subject();
        for (boolean becomesFile : new boolean[] {false, true}) {
            StagedUpload upload = subject.sealed("a/b/x", "12345");
            Files.delete(root.resolve("a/b/" + upload.token()));
            Files.delete(root.resolve("a/b"));
            if (becomesFile) {
                Files.writeString(root.resolve("a/b"), "a file");
            }
            assertThat(subject.store().abort(upload.key(), upload.token())).isEqualTo(AbortResult.ANSWERED);
            assertThat(upload.publish()).isNotInstanceOf(PublishResult.Published.class);
        }
        assertThat(root.resolve("a/b")).hasContent("a file");
    }

    @Test
    void aStagedFileThatSomebodyElseWritesToIsNotSealed() throws IOException {
        StagedUpload upload = subject().store().stage(ObjectKey.of("a/x"));
        upload.write(ByteBuffer.allocate(5));
        Files.write(root.resolve("a/" + upload.token()), new byte[7]);

        Faults.assertThrown(Kind.UNAVAILABLE, upload::seal, "a/x", "7", "5");
    }

    /** As a disk that is full, or a client of a network file system, may leave it without a word. */
    @Test
    void aSmallObjectOfAnotherLengthThanItsBodyNeverAppears() throws IOException {
        subject().put("a/record", "12345");
        var store = new LocalFileSystemStore(StoreRoot.open(root), new StampClock(() -> {
            cutHiddenFiles();
            return Instant.now();
        }));
        ObjectRef record = store.head(ObjectKey.of("a/record")).orElseThrow().ref();

        Faults.assertThrown(
                Kind.UNAVAILABLE, () -> store.put(ObjectKey.of("a/x"), new byte[5], WriteCondition.ABSENT), "a/x", "5");
        Faults.assertThrown(
                Kind.UNAVAILABLE,
                () -> store.put(record.key(), new byte[7], WriteCondition.at(record.version())),
                "a/record",
                "7");
        Faults.assertThrown(
                Kind.UNAVAILABLE, () -> store.put(record.key(), new byte[7], WriteCondition.NONE), "a/record", "7");

        assertThat(subject().text("a/record")).contains("12345");
        assertThat(filesIn("a")).containsExactly("record");
    }

    private void cutHiddenFiles() {
        try (var files = Files.newDirectoryStream(root.resolve("a"), ".coldpress-*")) {
            for (Path file : files) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(3);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
