package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What closing a store does to the lock of its root. */
class StoreLockTest {

    private static final int INCREMENTS = 300;

    @TempDir
    private Path directory;

    private LocalFileSystemStore open(String root) throws IOException {
        return LocalFileSystemStore.open(Files.createDirectories(directory.resolve(root)));
    }

    /**
     * In a process of its own: a root may have the inode of one that another test has deleted, with stores still open.
     */
    @Test
    void theLastStoreOnARootClosesItsLockFileAndLocksNoMore() throws Exception {
        OtherProcess.assumeWorks("test", "-d", "/proc/self/fd");

        try (OtherProcess process = OtherProcess.start("roots", directory.toString())) {
            assertThat(process.remainingLines())
                    .hasSize(5)
                    .startsWith("0 after 20 roots", "1 of two stores", "1 of the other store", "0 at the end")
                    .last()
                    .asString()
                    .startsWith("UNAVAILABLE")
                    .contains("closed");
        }
    }

    @Test
    void closingDoesNotFreeWhatAnotherStoreHolds() throws Exception {
        LocalFileSystemStore other = open("root");
        new StoreUnderTest(other).put("x", "1");
        StoreRoot root = StoreRoot.open(directory.resolve("root"));
        StoreLock held = StoreLock.of(root);
        held.holding(root.lockFile(), () -> {
            other.close();
            assertLocked();
            return true;
        });
        held.leave();
    }

    /**
     * As in a server of applications: POSIX knows the process only, and would let go of the lock that others hold in
     * it.
     */
    @Test
    void closingDoesNotFreeWhatAnotherClassLoaderHolds() throws Exception {
        StoreRoot root = StoreRoot.open(Files.createDirectory(directory.resolve("root")));
        StoreLock held = StoreLock.of(root);
        try (URLClassLoader classes = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = classes.loadClass(LocalFileSystemStore.class.getName());
            Class<?> keys = classes.loadClass(ObjectKey.class.getName());
            Object other = type.getMethod("open", Path.class).invoke(null, directory.resolve("root"));
            Object key = keys.getMethod("of", String.class).invoke(null, "x");
            Class<?> conditions = classes.loadClass(WriteCondition.class.getName());
            Object none = conditions.getField("NONE").get(null);
            type.getMethod("put", keys, byte[].class, conditions).invoke(other, key, new byte[1], none);
            held.holding(root.lockFile(), () -> {
                close(type, other);
                assertLocked();
                return true;
            });
        }
        held.leave();
    }

    private static URL[] classPath() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry :
                System.getProperty("java.class.path").split(Pattern.quote(System.getProperty("path.separator")), -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    private static void close(Class<?> type, Object store) {
        try {
            type.getMethod("close").invoke(store);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertLocked() throws IOException {
        try (OtherProcess process =
                OtherProcess.start("locked", directory.resolve("root").toString())) {
            assertThat(process.remainingLines()).containsExactly("true");
        }
    }

    @Test
    void noIncrementIsLostBetweenStoresThatComeAndGo() throws Exception {
        StoreUnderTest subject = new StoreUnderTest(open("root"));
        subject.put(StoreCommands.COUNTER.path(), "0");
        subject.store().close();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (OtherProcess process =
                OtherProcess.start("count", directory.resolve("root").toString(), String.valueOf(INCREMENTS))) {
            process.nextLine();
            Callable<Void> increments = () -> {
                for (int i = 0; i < INCREMENTS; i++) {
                    try (LocalFileSystemStore store = open("root")) {
                        StoreCommands.increment(store);
                    }
                }
                return null;
            };
            for (Future<Void> done : threads.invokeAll(List.of(increments, increments, increments))) {
                done.get();
            }
            process.remainingLines();
            assertThat(process.exitCode()).isZero();
        } finally {
            threads.shutdown();
        }
        try (LocalFileSystemStore store = open("root")) {
            assertThat(new StoreUnderTest(store).text(StoreCommands.COUNTER.path()))
                    .contains(String.valueOf(4 * INCREMENTS));
        }
    }
}
