package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartSenderTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final CountDownLatch allSent = new CountDownLatch(1);
    private final Map<Integer, String> sent = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore further = new Semaphore(0);
    private int numbers;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private final PartSender.Parts parts = new PartSender.Parts() {
        @Override
        public int nextNumber() {
            return ++numbers;
        }

        @Override
        public void send(int number, ByteBuffer bytes) {
            begun.incrementAndGet();
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("given up", e);
            }
            if (number == 3) {
                throw new IllegalArgumentException("refused");
            }
            sent.put(number, new String(bytes.array(), bytes.arrayOffset(), bytes.remaining(), StandardCharsets.UTF_8));
        }
    };

    private static PartBuffer gathered(PartBuffer buffer, String text) {
        buffer.take(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return buffer;
    }

    @Test
    void theNextPartIsGatheredWhileOneIsUnderWay() {
        PartSender sender = new PartSender(parts, threads, further);

        PartBuffer second = sender.send(gathered(new PartBuffer(100), "one"));
        gathered(second, "two");
        mayAnswer.countDown();
        PartBuffer third = sender.send(second);
        assertThat(third.isEmpty()).isTrue();
        sender.await();

        assertThat(sent).isEqualTo(Map.of(1, "one", 2, "two"));
    }

    /** Sends while no answer comes, from another thread that may have to wait. */
    private void send(PartSender sender, String... texts) {
        threads.execute(() -> {
            PartBuffer buffer = new PartBuffer(100);
            for (String text : texts) {
                buffer = sender.send(gathered(buffer, text));
            }
            sender.await();
            allSent.countDown();
        });
    }

    private void awaitBegun(int parts) throws InterruptedException {
        while (begun.get() < parts) {
            assertThat(allSent.await(1, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void asManyAreUnderWayAsThereIsRoomForAndOneInAnyCase() throws InterruptedException {
        further.release(1);
        send(new PartSender(parts, threads, further), "one", "two");
        awaitBegun(2);
        assertThat(further.availablePermits()).isZero();
        PartSender second = new PartSender(parts, threads, further);
        var unused = second.send(gathered(new PartBuffer(100), "another"));
        awaitBegun(3);

        mayAnswer.countDown();
        second.close();
        allSent.await();

        assertThat(begun).hasValue(3);
        assertThat(further.availablePermits()).isEqualTo(1);
    }

    @Test
    void noUploadHasMoreThanFourUnderWay() throws InterruptedException {
        further.release(100);
        numbers = 10;
        send(new PartSender(parts, threads, further), "one", "two", "three", "four", "five", "six");
        awaitBegun(4);
        assertThat(further.availablePermits()).isEqualTo(97);

        mayAnswer.countDown();
        allSent.await();

        assertThat(sent).isEqualTo(Map.of(11, "one", 12, "two", 13, "three", 14, "four", 15, "five", 16, "six"));
        assertThat(further.availablePermits()).isEqualTo(100);
    }

    @Test
    void whatFailedGivesItsRoomBack() {
        further.release(2);
        mayAnswer.countDown();
        PartSender sender = new PartSender(parts, threads, further);
        PartBuffer buffer = new PartBuffer(100);
        for (String text : List.of("one", "two", "three")) {
            buffer = sender.send(gathered(buffer, text));
        }

        assertThatThrownBy(sender::await).hasMessage("refused");

        assertThat(further.availablePermits()).isEqualTo(2);
        assertThat(sent).containsOnlyKeys(1, 2);
    }

    @Test
    void aSmallHeapHasNoFurtherParts() {
        assertThat(S3ObjectStore.furtherParts(128L << 20)).isZero();
        assertThat(S3ObjectStore.furtherParts(512L << 20)).isEqualTo(2);
        assertThat(S3ObjectStore.furtherParts(Long.MAX_VALUE)).isEqualTo(16);
    }

    @Test
    void whatFailedIsThrownByTheNextCall() {
        mayAnswer.countDown();
        PartSender sender = new PartSender(parts, threads, further);
        PartBuffer buffer = new PartBuffer(100);
        for (String text : List.of("one", "two", "three")) {
            buffer = sender.send(gathered(buffer, text));
        }

        assertThatThrownBy(sender::await).hasMessage("refused");
        sender.await();
        assertThat(sent).containsOnlyKeys(1, 2);
    }

    @Test
    void anInterruptIsKept() {
        PartSender sender = new PartSender(parts, threads, further);
        var unused = sender.send(gathered(new PartBuffer(100), "one"));
        Thread.currentThread().interrupt();
        threads.execute(mayAnswer::countDown);

        sender.await();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(sent).containsKey(1);
    }

    /** Else it could come after the abort of its upload. */
    @Test
    void aSenderIsClosedOnceThePartUnderWayHasEnded() {
        PartSender sender = new PartSender(parts, threads, further);
        var unused = sender.send(gathered(new PartBuffer(100), "one"));
        threads.execute(mayAnswer::countDown);

        sender.close();

        assertThat(sent).containsKey(1);
    }

    @Test
    void aPartThatFailsIsNoFaultOfTheClose() {
        mayAnswer.countDown();
        PartSender sender = new PartSender(parts, threads, further);
        PartBuffer buffer = new PartBuffer(100);
        for (String text : List.of("one", "two", "three")) {
            buffer = sender.send(gathered(buffer, text));
        }

        sender.close();

        assertThat(sent).containsOnlyKeys(1, 2);
    }

    @Test
    void whereThereCanBeNoThreadTheWriterSends() {
        mayAnswer.countDown();
        PartSender sender = new PartSender(
                parts,
                work -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                further);

        PartBuffer next = sender.send(gathered(new PartBuffer(100), "one"));

        assertThat(sent).isEqualTo(Map.of(1, "one"));
        assertThat(next.isEmpty()).isTrue();
        sender.await();
    }
}
