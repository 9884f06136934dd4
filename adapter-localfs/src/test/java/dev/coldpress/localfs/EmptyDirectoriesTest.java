package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.commit.StoreProbe;
import dev.coldpress.port.AbortResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that the store made for its objects, and that nobody needs any more. */
class EmptyDirectoriesTest {

    @TempDir
    private Path root;

    private StoreUnderTest subject() {
        return new StoreUnderTest(LocalFileSystemStore.open(root));
    }

    private List<String> directories() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isDirectory)
                    .map(directory -> root.relativize(directory).toString())
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aProbeLeavesNoDirectoryOfItsOwn() throws IOException {
        StoreProbe.run(subject().store(), KeyPrefix.of("_compaction/"), UUID::randomUUID);

        assertThat(directories()).containsExactly("_compaction", "_compaction/_probe");
    }

    @Test
    void aDeleteTakesTheDirectoriesBelowAHiddenOneThatItEmpties() throws IOException {
        StoreUnderTest subject = subject();
        ObjectRef first = subject.put("_compaction/_trash/app/day=1/x", "1");
        ObjectRef second = subject.put("_compaction/_trash/app/day=2/x", "1");

        subject.delete(first);
        assertThat(directories())
                .containsExactly(
                        "_compaction", "_compaction/_trash", "_compaction/_trash/app", "_compaction/_trash/app/day=2");
        subject.delete(second);
        assertThat(directories()).containsExactly("_compaction", "_compaction/_trash");
    }

    @Test
    void soDoesADeleteOfWhatSomebodyElseHasDeleted() throws IOException {
        StoreUnderTest subject = subject();
        ObjectRef object = subject.put("_compaction/_trash/app/x", "1");
        Files.delete(root.resolve(object.key().path()));

        subject.store().delete(List.of(object));

        assertThat(directories()).containsExactly("_compaction", "_compaction/_trash");
    }

    @Test
    void soDoesAnAbort() throws IOException {
        StoreUnderTest subject = subject();
        StagedUpload upload = subject.sealed("_compaction/_probe/1/x", "1");

        assertThat(subject.store().abort(upload.key(), upload.token())).isEqualTo(AbortResult.ANSWERED);

        assertThat(directories()).containsExactly("_compaction", "_compaction/_probe");
    }

    @Test
    void directoriesOfTheLakeStayAndSoDoThoseWithAnythingInThem() throws IOException {
        StoreUnderTest subject = subject();
        ObjectRef data = subject.put("app/day=1/x", "1");
        ObjectRef own = subject.put("_compaction/app/x", "1");
        Files.writeString(root.resolve("_compaction/app/.of somebody else"), "1");

        subject.delete(data);
        subject.delete(own);

        assertThat(directories()).containsExactly("_compaction", "_compaction/app", "app", "app/day=1");
    }

    /** Between the look for its directory and the write, the directory of an object may go. */
    @Test
    void whoeverWritesIntoADirectoryThatIsJustBeingRemovedMakesItAgain() throws Exception {
        StoreUnderTest subject = subject();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                ObjectKey key = ObjectKey.of("_compaction/_trash/app/day/" + i);
                int way = i % 3;
                writers.add(() -> {
                    for (int round = 0; round < 50; round++) {
                        writeAndRemove(subject, key, way);
                    }
                    return null;
                });
            }
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(directories()).containsExactly("_compaction", "_compaction/_trash");
    }

    private static void writeAndRemove(StoreUnderTest subject, ObjectKey key, int way) {
        switch (way) {
            case 0 -> subject.delete(subject.put(key.path(), "1"));
            case 1 -> subject.store().abort(key, subject.sealed(key.path(), "1").token());
            default -> {
                assertThat(subject.store().put(key, new byte[1], WriteCondition.NONE))
                        .isInstanceOf(WriteResult.Written.class);
                subject.delete(subject.store().head(key).orElseThrow().ref());
            }
        }
    }
}
