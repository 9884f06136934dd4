package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException.Kind;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {

    @TempDir
    private Path directory;

    @Test
    void aRootThatIsNotThereOrNoDirectoryIsDenied() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        Faults.assertThrown(Kind.DENIED, () -> LocalFileSystemStore.open(directory.resolve("none")), "none", "no such");
        Faults.assertThrown(Kind.DENIED, () -> LocalFileSystemStore.open(file), "file", "not a directory");
        Faults.assertThrown(Kind.DENIED, () -> LocalFileSystemStore.open(file.resolve("below")), "below");
    }

    @Test
    void aRootMayBeASymbolicLink() throws IOException {
        Path lake = Files.createDirectory(directory.resolve("lake"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), lake);

        new StoreUnderTest(LocalFileSystemStore.open(link)).put("a/x", "12345");

        assertThat(lake.resolve("a/x")).hasContent("12345");
    }

    @Test
    void aUriNamesTheSameStoreAsItsPath() throws IOException {
        Path lake = Files.createDirectory(directory.resolve("my lake"));
        Files.writeString(lake.resolve("x"), "12345");

        for (URI root :
                new URI[] {lake.toUri(), URI.create("FILE:" + lake.toUri().getRawPath())}) {
            try (ObjectStore store = LocalFileSystemStore.open(root)) {
                assertThat(store.head(ObjectKey.of("x"))).as(root.toString()).isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/lake",
                "/data/lake",
                "file:data/lake",
                "file://host/data/lake",
                "file:///data/lake?x=1",
                "file:///data/lake#x",
                "lake"
            })
    void aUriThatIsNotPlainIsRefused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalFileSystemStore.open(URI.create(uri)))
                .withMessageContaining(uri)
                .withMessageContaining("file:///");
    }

    @Test
    void whoeverOnlyReadsLeavesNoTrace() throws IOException {
        Files.createDirectories(directory.resolve("a/b"));
        Files.writeString(directory.resolve("a/x"), "12345");
        StoreUnderTest subject = new StoreUnderTest(LocalFileSystemStore.open(directory));

        assertThat(subject.keys("")).containsExactly("a/x");
        subject.text("a/x");
        subject.text("a/none");
        subject.keys("a/none/");
        subject.store().delete(java.util.List.of());
        subject.store().close();

        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(directory.resolve("a/x"));
        }
    }

    @Test
    void aRootThatWasReplacedLooksLikeAFaultAndNotLikeAnEmptyLake() throws IOException {
        Path lake = Files.createDirectory(directory.resolve("lake"));
        LocalFileSystemStore store = LocalFileSystemStore.open(lake);
        StoreUnderTest subject = new StoreUnderTest(store);
        var object = subject.put("a/x", "12345");
        Files.move(lake, directory.resolve("elsewhere"));
        for (boolean present : new boolean[] {false, true}) {
            if (present) {
                Files.createDirectory(lake);
            }
            Faults.assertThrown(Kind.UNAVAILABLE, () -> store.head(object.key()), "lake", "unmounted");
            Faults.assertThrown(Kind.UNAVAILABLE, () -> subject.keys(""), "lake");
            Faults.assertThrown(Kind.UNAVAILABLE, () -> store.stage(object.key()), "lake");
            Faults.assertThrown(
                    Kind.UNAVAILABLE, () -> store.put(object.key(), new byte[1], WriteCondition.ABSENT), "lake");
            assertThat(store.delete(java.util.List.of(object)).get(0).isAnswered())
                    .isFalse();
        }
        assertThat(directory.resolve("elsewhere/a/x")).hasContent("12345");
    }
}
