package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException.Kind;
import dev.coldpress.port.UnlistedEntry;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a file is more, or less, than an object. */
class FilesAsObjectsTest {

    private static final Instant NOW = Instant.parse("2024-02-29T12:00:00.123456789Z");

    @TempDir
    private Path root;

    private final ManualClock clock = new ManualClock(NOW);

    private StoreUnderTest subject() {
        return new StoreUnderTest(LocalFileSystemStore.open(root));
    }

    /** A store whose versions come from the test's clock. */
    private StoreUnderTest subjectWithClock() {
        return new StoreUnderTest(new LocalFileSystemStore(StoreRoot.open(root), new StampClock(clock)));
    }

    @Test
    void filesOfOtherProgramsAreObjects() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.writeString(root.resolve("a/x"), "12345");
        StoreUnderTest subject = subject();

        ObjectRef object =
                subject.store().head(ObjectKey.of("a/x")).orElseThrow().ref();

        assertThat(subject.text("a/x")).contains("12345");
        ObjectRef present = subject.overwrite(object, "another");
        subject.delete(present);
        assertThat(root.resolve("a/x")).doesNotExist();
    }

    @Test
    void aFileThatWasChangedInPlaceIsAnotherVersion() throws IOException {
        StoreUnderTest subject = subject();
        ObjectRef object = subject.put("a/x", "12345");

        Files.writeString(root.resolve("a/x"), "6", StandardOpenOption.APPEND);
        assertThat(subject.store().read(object, 0, ByteBuffer.allocate(5))).isEqualTo(ReadResult.OTHER_VERSION);

        ObjectRef appended = subject.store().head(object.key()).orElseThrow().ref();
        Files.writeString(root.resolve("a/x"), "654321");
        assertThat(subject.store().read(appended, 0, ByteBuffer.allocate(6))).isEqualTo(ReadResult.OTHER_VERSION);
    }

    @Test
    void noVersionComesTwiceEvenIfTheClockStandsStillOrGoesBack() {
        StoreUnderTest subject = subjectWithClock();
        List<ObjectVersion> versions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ObjectRef created = subject.put("a/x", "same");
            ObjectRef replaced = subject.overwrite(created, "same");
            subject.delete(replaced);
            StagedUpload upload = subject.sealed("a/x", "same");
            assertThat(upload.publish()).isEqualTo(new PublishResult.Published());
            ObjectRef published =
                    subject.store().head(upload.key()).orElseThrow().ref();
            subject.delete(published);
            versions.addAll(List.of(created.version(), replaced.version(), published.version()));
            clock.advance(Duration.ofSeconds(i % 3 - 1));
        }
        assertThat(versions).doesNotHaveDuplicates();
    }

    @Test
    void aReplacedFileIsAlwaysYoungerThanItsForerunner() throws IOException {
        Instant future = NOW.plus(Duration.ofDays(365));
        Files.writeString(root.resolve("x"), "from a wrong clock");
        Files.setLastModifiedTime(root.resolve("x"), FileTime.from(future));
        StoreUnderTest subject = subjectWithClock();
        ObjectRef old = subject.store().head(ObjectKey.of("x")).orElseThrow().ref();

        subject.overwrite(old, "new");
        subject.put("y", "an object that has nothing to do with it");

        assertThat(subject.store().head(ObjectKey.of("x")).orElseThrow().lastModified())
                .isAfter(future)
                .isBefore(future.plusSeconds(1));
        assertThat(subject.store().head(ObjectKey.of("y")).orElseThrow().lastModified())
                .isBefore(NOW.plusSeconds(1));
    }

    @Test
    void anObjectIsAsOldAsItsWriting() {
        StoreUnderTest subject = subjectWithClock();

        ListedObject object =
                subject.store().head(subject.put("x", "12345").key()).orElseThrow();

        assertThat(object.lastModified()).isEqualTo(NOW);
    }

    @Test
    void aKeyCannotBeADirectoryForOthers() {
        StoreUnderTest subject = subject();
        subject.put("a/file", "12345");
        ObjectKey below = ObjectKey.of("a/file/x");

        Faults.assertThrown(
                Kind.UNSUPPORTED,
                () -> subject.store().put(below, new byte[1], WriteCondition.ABSENT),
                "a/file/x",
                "is a file");
        Faults.assertThrown(Kind.UNSUPPORTED, () -> subject.store().stage(below), "a/file/x", "is a file");
        Faults.assertThrown(Kind.UNSUPPORTED, () -> subject.put("a", "12345"), "a", "directory");
        assertThat(subject.sealed("a", "12345").publish()).isInstanceOf(PublishResult.Refused.class);
        assertThat(subject.keys("")).containsExactly("a/file");
    }

    @Test
    void emptyDirectoriesAreListedAsPrefixesAndHoldNothing() throws IOException {
        Files.createDirectories(root.resolve("a/empty"));
        StoreUnderTest subject = subject();
        subject.delete(subject.put("a/emptied/x", "12345"));

        assertThat(subject.entries(ListRequest.level(KeyPrefix.of("a/")))).containsExactly("a/emptied/", "a/empty/");
        assertThat(subject.keys("")).isEmpty();
    }

    @Test
    void namesThatAreNoKeysAreNotListed() throws IOException {
        for (String name : List.of("back\\slash", "line\nfeed", "x")) {
            Files.writeString(root.resolve(name), "12345");
            Files.createDirectory(root.resolve(name + "d"));
            Files.writeString(root.resolve(name + "d/x"), "12345");
        }
        Path deep = Files.createDirectories(root.resolve(("d".repeat(200) + "/").repeat(6)));
        Files.writeString(deep.resolve("x"), "12345");

        assertThat(subject().keys("")).containsExactly("x", "xd/x");
        assertThat(unlisted(1000))
                .containsExactly("back%5Cslash", "back%5Cslashd", "line%0Afeed", "line%0Afeedd")
                .isEqualTo(unlisted(1));
    }

    /** The names of a level's entries that are only told of. */
    private List<String> unlisted(int pageSize) {
        List<String> names = new ArrayList<>();
        ListRequest request = new ListRequest(KeyPrefix.ROOT, true, null, pageSize);
        while (true) {
            ListPage page = subject().store().list(request);
            assertThat(page.objects().size()
                            + page.prefixes().size()
                            + page.unlisted().size())
                    .isLessThanOrEqualTo(pageSize);
            page.unlisted().stream()
                    .peek(entry -> assertThat(entry.kind()).isEqualTo(UnlistedEntry.Kind.UNUSABLE_NAME))
                    .forEach(entry -> names.add(entry.name()));
            String next = page.next();
            if (next == null) {
                return names;
            }
            request = request.after(next);
        }
    }

    /** Java reads the bytes of both alike. */
    @Test
    void eachNameThatIsNoUtf8IsToldOfOnce() throws Exception {
        String script = "cd '" + root + "' && : > \"$(printf 'a\\377.parquet')\" && : > \"$(printf 'a\\376.parquet')\""
                + " && : > b.parquet && mkfifo pipe";
        OtherProcess.assumeWorks("sh", "-c", script);

        assertThat(subject().keys("")).containsExactly("b.parquet");
        assertThat(subject().store().list(ListRequest.level(KeyPrefix.ROOT)).unlisted())
                .extracting(UnlistedEntry::name, UnlistedEntry::kind)
                .containsExactly(
                        tuple("a%FE.parquet", UnlistedEntry.Kind.UNUSABLE_NAME),
                        tuple("a%FF.parquet", UnlistedEntry.Kind.UNUSABLE_NAME),
                        tuple("pipe", UnlistedEntry.Kind.SPECIAL_FILE));
        Files.delete(root.resolve("pipe"));
        assertThat(unlisted(1)).containsExactly("a%FE.parquet", "a%FF.parquet");
    }

    @Test
    void namesThatTheFileSystemCannotHoldAreNotThereAndCannotBeWritten() {
        StoreUnderTest subject = subject();
        String name = "x".repeat(300);

        assertThat(subject.isVisible(name)).isFalse();
        assertThat(subject.keys(name + "/")).isEmpty();
        Faults.assertThrown(Kind.UNSUPPORTED, () -> subject.sealed(name + "/x", "1"), "too long");
    }

    @Test
    void aDirectoryOfManyFilesIsListedInOrderInSmallPages() throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String name = "%03d".formatted(i * 7 % 300) + (i % 3 == 0 ? "-" : "");
            if (i % 5 == 0) {
                Files.createDirectory(root.resolve(name));
                names.add(name + "/");
            } else {
                Files.createFile(root.resolve(name));
                names.add(name);
            }
        }
        names.sort(KeyOrder::compare);

        for (int size : new int[] {1, 7, 100, 1000}) {
            assertThat(subject().entries(new ListRequest(KeyPrefix.ROOT, true, null, size)))
                    .isEqualTo(names);
            assertThat(subject().entries(new ListRequest(KeyPrefix.ROOT, false, null, size)))
                    .isEqualTo(
                            names.stream().filter(name -> !name.endsWith("/")).toList());
        }
    }
}
