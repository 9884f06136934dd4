package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Large files go to the disk while they are written, and what fails then is told. */
@Timeout(60)
class WriteBackTest {

    private static final long MEGABYTE = 1L << 20;

    @TempDir
    private Path directory;

    private final FileChannel channel = mock(FileChannel.class);
    private final WriteBack writeBack = new WriteBack(channel);

    /** A sync ends when the latch is opened. */
    private CountDownLatch slowDisk() throws IOException {
        CountDownLatch disk = new CountDownLatch(1);
        doAnswer(sync -> {
                    disk.await();
                    return null;
                })
                .when(channel)
                .force(false);
        return disk;
    }

    @Test
    void aFileIsSyncedOnceForEach32Megabytes() throws IOException {
        for (int megabytes = 1; megabytes <= 100; megabytes++) {
            writeBack.written(megabytes * MEGABYTE);
            writeBack.await();
        }

        verify(channel, times(3)).force(false);
    }

    @Test
    void aSmallFileIsNotSyncedEarly() throws IOException {
        writeBack.written(31 * MEGABYTE);
        writeBack.await();

        verify(channel, times(0)).force(anyBoolean());
    }

    @Test
    void theWriterGoesOnWhileASyncTakesItsTime() throws IOException {
        CountDownLatch disk = slowDisk();

        writeBack.written(40 * MEGABYTE);
        writeBack.written(80 * MEGABYTE);
        disk.countDown();
        writeBack.await();

        verify(channel, times(1)).force(false);
    }

    /** Linux reports a lost write to one sync alone; the next one succeeds. */
    @Test
    void aWriteThatIsLostIsToldAlthoughTheNextSyncSucceeds() throws IOException {
        doThrow(new IOException("Input/output error")).doNothing().when(channel).force(false);
        writeBack.written(40 * MEGABYTE);

        assertThatThrownBy(writeBack::await).isInstanceOf(IOException.class).hasMessage("Input/output error");
        assertThatThrownBy(() -> writeBack.written(80 * MEGABYTE)).hasMessage("Input/output error");
        assertThatThrownBy(writeBack::await).hasMessage("Input/output error");
    }

    /** An error may have kept the thread from telling what the system said. */
    @Test
    void aSyncThatEndsInAnErrorCountsAsFailed() throws IOException {
        doThrow(new OutOfMemoryError("Java heap space"))
                .doNothing()
                .when(channel)
                .force(false);
        writeBack.written(40 * MEGABYTE);

        assertThatThrownBy(writeBack::await).isInstanceOf(IOException.class).hasMessageContaining("error of Java");
        assertThatThrownBy(() -> writeBack.written(80 * MEGABYTE)).isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatLostAWriteIsNotFinished() throws IOException {
        doThrow(new IOException("Input/output error")).when(channel).force(false);
        when(channel.write(any(ByteBuffer.class))).thenAnswer(write -> {
            ByteBuffer bytes = write.getArgument(0);
            int length = bytes.remaining();
            bytes.position(bytes.limit());
            return length;
        });
        Path path = Files.createFile(directory.resolve("staged"));
        HiddenFile file =
                new HiddenFile("stage", new ObjectKey("a/b.parquet"), directory.resolve("b.parquet"), path, channel);
        file.write(ByteBuffer.allocate((int) (32 * MEGABYTE)));

        Faults.assertThrown(
                StoreException.Kind.UNAVAILABLE, () -> file.finish(Instant.EPOCH), "a/b.parquet", "Input/output error");
    }

    @Test
    void anInterruptEndsNoWait() throws IOException {
        CountDownLatch disk = slowDisk();
        writeBack.written(40 * MEGABYTE);
        Thread.currentThread().interrupt();
        openOnceWaitedFor(disk, Thread.currentThread());

        writeBack.await();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(disk.getCount()).isZero();
    }

    private static void openOnceWaitedFor(CountDownLatch disk, Thread waiting) {
        Thread opener = new Thread(() -> {
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            disk.countDown();
        });
        opener.setDaemon(true);
        opener.start();
    }
}
