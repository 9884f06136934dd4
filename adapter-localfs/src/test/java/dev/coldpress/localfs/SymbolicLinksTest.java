package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException.Kind;
import dev.coldpress.port.UnlistedEntry;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lake {@code lake} with links to files and directories outside and inside of it; nothing may go through one. */
class SymbolicLinksTest {

    private static final UploadToken TOKEN = new UploadToken(".coldpress-00000000-0000-0000-0000-000000000000.staged");

    @TempDir
    private Path directory;

    private StoreUnderTest subject;
    private ObjectVersion version;

    @BeforeEach
    void makeLinks() throws IOException {
        Path lake = Files.createDirectory(directory.resolve("lake"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("x"), "outside");
        Files.writeString(outside.resolve(TOKEN.value()), "staged outside");
        subject = new StoreUnderTest(LocalFileSystemStore.open(lake));
        version = subject.put("a/x", "inside").version();
        Files.createSymbolicLink(lake.resolve("fileOut"), outside.resolve("x"));
        Files.createSymbolicLink(lake.resolve("fileIn"), Path.of("a/x"));
        Files.createSymbolicLink(lake.resolve("dangling"), Path.of("none"));
        Files.createSymbolicLink(lake.resolve("directoryOut"), outside);
        Files.createSymbolicLink(lake.resolve("directoryIn"), lake.resolve("a"));
    }

    private void assertUntouched() throws IOException {
        assertThat(directory.resolve("outside/x")).hasContent("outside");
        assertThat(directory.resolve("lake/a/x")).hasContent("inside");
        assertThat(directory.resolve("lake/none")).doesNotExist();
        try (var files = Files.list(directory.resolve("outside"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void linksAreNotListedAndToldOfInTheListingOfTheirDirectory() {
        assertThat(subject.keys("")).containsExactly("a/x");
        assertThat(subject.entries(ListRequest.level(KeyPrefix.ROOT))).containsExactly("a/");
        assertThat(subject.store().list(ListRequest.level(KeyPrefix.ROOT)).unlisted())
                .extracting(UnlistedEntry::name, UnlistedEntry::kind)
                .containsExactly(
                        tuple("dangling", UnlistedEntry.Kind.SYMBOLIC_LINK),
                        tuple("directoryIn", UnlistedEntry.Kind.SYMBOLIC_LINK),
                        tuple("directoryOut", UnlistedEntry.Kind.SYMBOLIC_LINK),
                        tuple("fileIn", UnlistedEntry.Kind.SYMBOLIC_LINK),
                        tuple("fileOut", UnlistedEntry.Kind.SYMBOLIC_LINK));
        assertThat(subject.store().list(ListRequest.tree(KeyPrefix.ROOT)).unlisted())
                .isEmpty();
    }

    @Test
    void aLinkTellsToWhichFileOfItsDirectoryItLeads() throws IOException {
        Path a = directory.resolve("lake/a");
        Files.createSymbolicLink(a.resolve("relative"), Path.of("x"));
        Files.createSymbolicLink(a.resolve("absolute"), a.resolve("x"));
        Files.createSymbolicLink(a.resolve("roundabout"), Path.of("../directoryIn/relative"));
        Files.createSymbolicLink(a.resolve("circle"), Path.of("circle"));
        Files.createSymbolicLink(a.resolve("elsewhere"), directory.resolve("outside/x"));

        assertThat(subject.store().list(ListRequest.level(KeyPrefix.of("a/"))).unlisted())
                .extracting(UnlistedEntry::name, UnlistedEntry::linkedTo)
                .containsExactly(
                        tuple("absolute", Optional.of("x")),
                        tuple("circle", Optional.empty()),
                        tuple("elsewhere", Optional.empty()),
                        tuple("relative", Optional.of("x")),
                        tuple("roundabout", Optional.of("x")));
        assertThat(subject.store().list(ListRequest.level(KeyPrefix.ROOT)).unlisted())
                .filteredOn(link -> link.name().equals("fileIn"))
                .extracting(UnlistedEntry::linkedTo)
                .as("to a file of another directory")
                .containsExactly(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fileOut",
                "fileIn",
                "dangling",
                "directoryOut",
                "directoryOut/x",
                "directoryIn/x",
                "directoryOut/y/z"
            })
    void whateverMeetsALinkIsDenied(String name) throws IOException {
        ObjectKey key = ObjectKey.of(name);
        ObjectRef ref = new ObjectRef(key, version, 6);
        String link = name.substring(0, (name + "/").indexOf('/'));

        Faults.assertThrown(Kind.DENIED, () -> subject.store().head(key), name, link, "symbolic link");
        Faults.assertThrown(Kind.DENIED, () -> subject.store().get(key, 100), name, link, "symbolic link");
        Faults.assertThrown(Kind.DENIED, () -> subject.store().read(ref, 0, ByteBuffer.allocate(1)), "symbolic link");
        Faults.assertThrown(
                Kind.DENIED, () -> subject.store().put(key, new byte[1], WriteCondition.ABSENT), "symbolic link");
        Faults.assertThrown(
                Kind.DENIED, () -> subject.store().put(key, new byte[1], WriteCondition.at(version)), "symbolic link");
        assertThat(subject.store().delete(List.of(ref)))
                .extracting(DeleteResult::outcome)
                .containsExactly(DeleteResult.Outcome.DENIED);
        try (StagedUpload upload = subject.store().stage(ObjectKey.of("a/copy"))) {
            Faults.assertThrown(Kind.DENIED, () -> upload.copyFrom(ref, 0, 6), "symbolic link");
        }
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"directoryOut/", "directoryIn/", "directoryOut/y/"})
    void nothingIsStagedAbortedOrListedThroughALink(String prefix) throws IOException {
        ObjectKey key = KeyPrefix.of(prefix).key("x");

        Faults.assertThrown(Kind.DENIED, () -> subject.store().stage(key), prefix, "symbolic link");
        Faults.assertThrown(Kind.DENIED, () -> subject.store().abort(key, TOKEN), prefix, "symbolic link");
        Faults.assertThrown(Kind.DENIED, () -> subject.keys(prefix), prefix, "symbolic link");
        assertUntouched();
    }

    /** A way that was looked at a moment ago. */
    @ParameterizedTest
    @ValueSource(strings = {"app", "app/day=1"})
    void aDirectoryThatBecomesALinkIsNotFollowedEvenIfItWasJustUsed(String directoryName) throws IOException {
        ObjectRef object = subject.put("app/day=1/x", "inside");
        Path place = directory.resolve("lake").resolve(directoryName);
        Path other = Files.createDirectories(directory.resolve("other/day=1")).resolve("x");
        Files.writeString(other, "outside");
        Files.move(place, directory.resolve("moved"));
        Files.createSymbolicLink(place, directory.resolve(directoryName.equals("app") ? "other" : "other/day=1"));

        Faults.assertThrown(Kind.DENIED, () -> subject.store().head(object.key()), "symbolic link");
        Faults.assertThrown(Kind.DENIED, () -> subject.store().get(object.key(), 100), "symbolic link");
        Faults.assertThrown(
                Kind.DENIED, () -> subject.store().read(object, 0, ByteBuffer.allocate(1)), "symbolic link");
        Faults.assertThrown(
                Kind.DENIED,
                () -> subject.store().put(object.key(), new byte[1], WriteCondition.NONE),
                "symbolic link");
        Faults.assertThrown(Kind.DENIED, () -> subject.store().stage(ObjectKey.of("app/day=1/y")), "symbolic link");
        Faults.assertThrown(Kind.DENIED, () -> subject.keys("app/day=1/"), "symbolic link");
        assertThat(subject.store().delete(List.of(object)))
                .extracting(DeleteResult::outcome)
                .containsExactly(DeleteResult.Outcome.DENIED);
        assertThat(other).hasContent("outside");
    }

    @Test
    void aPublishDoesNotReplaceALink() throws IOException {
        for (String name : List.of("fileOut", "dangling", "directoryOut")) {
            assertThat(subject.sealed(name, "12345").publish()).isInstanceOf(PublishResult.Refused.class);
        }
        assertUntouched();
    }
}
