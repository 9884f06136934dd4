package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that have names in several partitions, as in a lake that was made with {@code cp -al}. */
class LinkChangesTest {

    private static final ObjectKey FIRST = ObjectKey.of("a/part.parquet");
    private static final ObjectKey SECOND = ObjectKey.of("b/part.parquet");
    private static final ObjectKey THIRD = ObjectKey.of("c/part.parquet");

    @TempDir
    Path root;

    private void link() throws IOException {
        Path file = Files.write(Files.createDirectories(root.resolve("a")).resolve("part.parquet"), new byte[100]);
        for (ObjectKey key : List.of(SECOND, THIRD)) {
            Path link = root.resolve(key.path());
            Files.createDirectories(link.getParent());
            Files.createLink(link, file);
        }
        // A change time that no delete of this test can have.
        waitForAnotherChangeTime();
    }

    /** The kernel stamps with the time of its last tick. */
    private static void waitForAnotherChangeTime() {
        Instant later = Instant.now().plusMillis(30);
        while (Instant.now().isBefore(later)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static ObjectRef ref(ObjectStore store, ObjectKey key) {
        return store.head(key).orElseThrow().ref();
    }

    @Test
    void theDeleteOfOneLinkLeavesTheOthersAtTheirVersions() throws IOException {
        link();
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            ObjectRef second = ref(store, SECOND);
            ObjectRef third = ref(store, THIRD);
            assertThat(store.delete(List.of(ref(store, FIRST)))).containsExactly(DeleteResult.DELETED);
            assertThat(ref(store, SECOND)).isEqualTo(second);
            assertThat(store.delete(List.of(second))).containsExactly(DeleteResult.DELETED);
            assertThat(ref(store, THIRD)).as("the last one").isEqualTo(third);
            assertThat(store.delete(List.of(third))).containsExactly(DeleteResult.DELETED);
        }
    }

    @Test
    void aWriteAfterTheDeleteGivesAnotherVersionAlsoWithTheSameSizeAndTime() throws IOException {
        link();
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            ObjectRef second = ref(store, SECOND);
            assertThat(store.delete(List.of(ref(store, FIRST)))).containsExactly(DeleteResult.DELETED);
            waitForAnotherChangeTime();
            Path file = root.resolve(SECOND.path());
            FileTime time = Files.getLastModifiedTime(file);
            byte[] other = new byte[100];
            other[0] = 1;
            Files.write(file, other);
            Files.setLastModifiedTime(file, time);
            assertThat(ref(store, SECOND).version()).isNotEqualTo(second.version());
            assertThat(store.delete(List.of(second))).containsExactly(DeleteResult.OTHER_VERSION);
        }
    }

    @Test
    void anotherChangeAfterTheDeleteGivesAnotherVersion() throws IOException {
        link();
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            ObjectRef second = ref(store, SECOND);
            assertThat(store.delete(List.of(ref(store, FIRST)))).containsExactly(DeleteResult.DELETED);
            waitForAnotherChangeTime();
            Files.setPosixFilePermissions(root.resolve(SECOND.path()), PosixFilePermissions.fromString("rw-------"));
            assertThat(ref(store, SECOND).version()).isNotEqualTo(second.version());
        }
    }

    @Test
    void aDeleteBySomebodyElseGivesAnotherVersion() throws IOException {
        link();
        try (ObjectStore store = LocalFileSystemStore.open(root)) {
            ObjectRef second = ref(store, SECOND);
            Files.delete(root.resolve(FIRST.path()));
            assertThat(ref(store, SECOND).version()).isNotEqualTo(second.version());
        }
    }
}
