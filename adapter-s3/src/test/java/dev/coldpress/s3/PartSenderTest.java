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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartSenderTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final Map<Integer, String> sent = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private final PartSender.Parts parts = new PartSender.Parts() {
        private int numbers;

        @Override
        public int nextNumber() {
            return ++numbers;
        }

        @Override
        public void send(int number, ByteBuffer bytes) {
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
        PartSender sender = new PartSender(parts, threads);

        PartBuffer second = sender.send(gathered(new PartBuffer(100), "one"));
        gathered(second, "two");
        mayAnswer.countDown();
        PartBuffer third = sender.send(second);
        assertThat(third.isEmpty()).isTrue();
        sender.await();

        assertThat(sent).isEqualTo(Map.of(1, "one", 2, "two"));
    }

    @Test
    void whatFailedIsThrownByTheNextCall() {
        mayAnswer.countDown();
        PartSender sender = new PartSender(parts, threads);
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
        PartSender sender = new PartSender(parts, threads);
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
        PartSender sender = new PartSender(parts, threads);
        var unused = sender.send(gathered(new PartBuffer(100), "one"));
        threads.execute(mayAnswer::countDown);

        sender.close();

        assertThat(sent).containsKey(1);
    }

    @Test
    void aPartThatFailsIsNoFaultOfTheClose() {
        mayAnswer.countDown();
        PartSender sender = new PartSender(parts, threads);
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
        PartSender sender = new PartSender(parts, work -> {
            throw new OutOfMemoryError("unable to create native thread");
        });

        PartBuffer next = sender.send(gathered(new PartBuffer(100), "one"));

        assertThat(sent).isEqualTo(Map.of(1, "one"));
        assertThat(next.isEmpty()).isTrue();
        sender.await();
    }
}
