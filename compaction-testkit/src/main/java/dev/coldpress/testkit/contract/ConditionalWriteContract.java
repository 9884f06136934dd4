package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small objects that are written whole and on a condition. */
interface ConditionalWriteContract extends StoreFixture {

    ObjectKey RECORD = ObjectKey.of("_compaction/dt=2024-01-01/record");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    default void putWritesWhateverTheKeyHolds() {
        ObjectVersion first = StoreUnderTest.written(store().put(RECORD, bytes("first"), WriteCondition.NONE));
        assertThat(subject().text(RECORD.path())).contains("first");

        ObjectVersion second = StoreUnderTest.written(store().put(RECORD, bytes("second!"), WriteCondition.NONE));

        assertThat(second).isNotEqualTo(first);
        assertThat(subject().text(RECORD.path())).contains("second!");
        assertThat(store().head(RECORD).orElseThrow().ref().sizeBytes()).isEqualTo(7);
    }

    @Test
    default void createIsRefusedIfNotDeclared() {
        requireMissing(StoreCapabilities::createIfAbsent);

        assertRefused(() -> store().put(RECORD, bytes("1"), WriteCondition.ABSENT));
        assertThat(store().head(RECORD)).isEmpty();
    }

    @Test
    default void replaceIsRefusedIfNotDeclared() {
        requireMissing(StoreCapabilities::replaceIfVersion);
        ObjectRef object = subject().put(RECORD.path(), "1");

        assertRefused(() -> store().put(RECORD, bytes("2"), WriteCondition.at(object.version())));
        assertThat(subject().text(RECORD.path())).contains("1");
    }

    @Test
    default void createWritesToAFreeKey() {
        require(StoreCapabilities::createIfAbsent);

        StoreUnderTest.requireWritten(store().put(RECORD, bytes("first"), WriteCondition.ABSENT));

        assertThat(store().get(RECORD, 100).orElseThrow().body()).isEqualTo(bytes("first"));
    }

    @Test
    default void theVersionThatAWriteTellsIsGoodForTheNextWriteAndForNoLaterOne() {
        require(StoreCapabilities::createIfAbsent);
        require(StoreCapabilities::replaceIfVersion);
        ObjectVersion first = StoreUnderTest.written(store().put(RECORD, bytes("first"), WriteCondition.ABSENT));
        ObjectVersion second = StoreUnderTest.written(store().put(RECORD, bytes("second"), WriteCondition.at(first)));

        assertThat(store().put(RECORD, bytes("third"), WriteCondition.at(first)))
                .isEqualTo(new WriteResult.Conflict());
        assertThat(subject().text(RECORD.path())).contains("second");

        StoreUnderTest.requireWritten(store().put(RECORD, bytes("fourth"), WriteCondition.at(second)));
        assertThat(subject().text(RECORD.path())).contains("fourth");
    }

    @Test
    default void createLeavesATakenKeyAlone() {
        require(StoreCapabilities::createIfAbsent);
        ObjectRef first = subject().put(RECORD.path(), "first");

        assertThat(store().put(RECORD, bytes("second"), WriteCondition.ABSENT)).isEqualTo(new WriteResult.Conflict());

        assertThat(subject().text(RECORD.path())).contains("first");
        assertThat(store().head(RECORD).orElseThrow().ref()).isEqualTo(first);
    }

    @Test
    default void createKeepsTheBytesOfTheMomentOfTheCall() {
        require(StoreCapabilities::createIfAbsent);
        byte[] body = bytes("first");
        StoreUnderTest.requireWritten(store().put(RECORD, body, WriteCondition.ABSENT));

        Arrays.fill(body, (byte) 0);

        assertThat(subject().text(RECORD.path())).contains("first");
    }

    @Test
    default void ofManyWhoCreateExactlyOneWins() {
        require(StoreCapabilities::createIfAbsent);
        for (int round = 0; round < raceRounds(); round++) {
            ObjectKey key = ObjectKey.of("_compaction/create-" + round);
            assertOneWinner(key, round, body -> store().put(key, body, WriteCondition.ABSENT));
        }
    }

    @Test
    default void replaceWritesOverTheExpectedVersion() {
        require(StoreCapabilities::replaceIfVersion);
        ObjectRef first = subject().put(RECORD.path(), "first");

        StoreUnderTest.requireWritten(store().put(RECORD, bytes("second!"), WriteCondition.at(first.version())));

        assertThat(subject().text(RECORD.path())).contains("second!");
        ObjectRef second = store().head(RECORD).orElseThrow().ref();
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(second.sizeBytes()).isEqualTo(7);
    }

    @Test
    default void replaceLeavesAnyOtherVersionAlone() {
        require(StoreCapabilities::replaceIfVersion);
        ObjectRef first = subject().put(RECORD.path(), "first");
        ObjectRef other = subject().put("_compaction/other", "something else");
        ObjectRef second = subject().overwrite(first, "second");

        assertThat(store().put(RECORD, bytes("third"), WriteCondition.at(first.version())))
                .isEqualTo(new WriteResult.Conflict());
        assertThat(store().put(RECORD, bytes("third"), WriteCondition.at(other.version())))
                .isEqualTo(new WriteResult.Conflict());

        assertThat(store().head(RECORD).orElseThrow().ref()).isEqualTo(second);
        assertThat(subject().text(RECORD.path())).contains("second");
    }

    @Test
    default void replaceOfAnAbsentKeyIsAConflictAndCreatesNothing() {
        require(StoreCapabilities::replaceIfVersion);
        ObjectRef gone = subject().put(RECORD.path(), "first");
        subject().delete(gone);

        assertThat(store().put(RECORD, bytes("second"), WriteCondition.at(gone.version())))
                .isEqualTo(new WriteResult.Conflict());
        assertThat(store().put(ObjectKey.of("no/such/key"), bytes("x"), WriteCondition.at(gone.version())))
                .isEqualTo(new WriteResult.Conflict());

        assertThat(subject().keys("")).isEmpty();
    }

    @Test
    default void ofManyWhoReplaceTheSameVersionExactlyOneWins() {
        require(StoreCapabilities::replaceIfVersion);
        ObjectVersion version = subject().put(RECORD.path(), "first").version();
        for (int round = 0; round < raceRounds(); round++) {
            ObjectVersion expected = version;
            version = assertOneWinner(RECORD, round, body -> store().put(RECORD, body, WriteCondition.at(expected)));
        }
    }

    @Test
    default void noIncrementOfACounterIsLost() {
        require(StoreCapabilities::replaceIfVersion);
        subject().put(RECORD.path(), "0");
        int increments = raceRounds();

        Race.run(() -> {
            for (int i = 0; i < increments; i++) {
                increment();
            }
            return null;
        });

        assertThat(subject().text(RECORD.path())).contains(String.valueOf(Race.CONTENDERS * increments));
    }

    /** Each conflict is the success of somebody else, so there are no more of them than increments. */
    private void increment() {
        for (int attempt = 0; attempt <= Race.CONTENDERS * raceRounds(); attempt++) {
            StoredObject found = store().get(RECORD, 100).orElseThrow();
            int count = Integer.parseInt(new String(found.body(), StandardCharsets.UTF_8));
            WriteResult result =
                    store().put(RECORD, bytes(String.valueOf(count + 1)), WriteCondition.at(found.version()));
            if (!(result instanceof WriteResult.Conflict)) {
                StoreUnderTest.requireWritten(result);
                return;
            }
        }
        throw new AssertionError("More conflicts than there were increments");
    }

    @Test
    default void aReaderSeesOneWriteOrAnotherAndNeverAMixture() {
        require(StoreCapabilities::replaceIfVersion);
        ObjectRef first = subject().put(RECORD.path(), "0".repeat(10_000));
        AtomicBoolean written = new AtomicBoolean();

        List<Callable<Boolean>> contenders = new ArrayList<>(Collections.nCopies(3, () -> seesWholeBodies(written)));
        contenders.add(() -> replaceByGrowingBodies(first, written));

        assertThat(Race.run(contenders)).containsOnly(true);
    }

    private boolean replaceByGrowingBodies(ObjectRef first, AtomicBoolean written) {
        try {
            ObjectRef present = first;
            for (int i = 1; i <= raceRounds(); i++) {
                present = subject().overwrite(present, String.valueOf(i % 10).repeat(10_000 + i));
            }
            return true;
        } finally {
            written.set(true);
        }
    }

    private boolean seesWholeBodies(AtomicBoolean written) {
        boolean whole = true;
        do {
            String text = subject().text(RECORD.path()).orElseThrow();
            whole &= text.equals(String.valueOf((text.length() - 10_000) % 10).repeat(text.length()));
        } while (!written.get());
        return whole;
    }

    @Test
    default void equalBodiesHaveDifferentVersionsWhereVersionsAreUnique() {
        require(StoreCapabilities::uniqueVersions);
        List<ObjectVersion> versions = new ArrayList<>();
        ObjectRef object = subject().put("a/x", "same");
        versions.add(object.version());
        for (int i = 0; i < 50; i++) {
            subject().delete(object);
            object = subject().put("a/x", "same");
            versions.add(object.version());
            object = subject().overwrite(object, "same");
            versions.add(object.version());
        }

        assertThat(versions).doesNotHaveDuplicates();
    }

    /**
     * Bodies never come twice, in other rounds neither: where a version is a hash, the same body is the same version.
     */
    private ObjectVersion assertOneWinner(ObjectKey key, int round, Writing writing) {
        List<String> bodies = IntStream.range(0, Race.CONTENDERS)
                .mapToObj(writer -> "round " + round + ", writer " + writer)
                .toList();
        List<WriteResult> results = Race.run(bodies.stream()
                .<Callable<WriteResult>>map(body -> () -> writing.write(bytes(body)))
                .toList());
        List<WriteResult> won =
                results.stream().filter(WriteResult.Written.class::isInstance).toList();
        assertThat(won).as("winners").hasSize(1);
        assertThat(results.stream().filter(WriteResult.Conflict.class::isInstance))
                .as("losers")
                .hasSize(Race.CONTENDERS - 1);
        assertThat(subject().text(key.path())).contains(bodies.get(results.indexOf(won.get(0))));
        return StoreUnderTest.written(won.get(0));
    }

    /** A conditional write of a body. */
    @FunctionalInterface
    interface Writing {
        WriteResult write(byte[] body);
    }
}
