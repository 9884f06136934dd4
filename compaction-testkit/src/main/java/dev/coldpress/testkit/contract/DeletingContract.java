package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.DeleteResult.Outcome;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deletes on a condition, many at once, with an answer for each. */
interface DeletingContract extends StoreFixture {

    @Test
    default void theExpectedVersionIsDeletedAndNothingBesideIt() {
        ObjectRef object = subject().put("a/x", "12345");
        subject().put("a/xx", "beside");

        assertThat(store().delete(List.of(object))).containsExactly(DeleteResult.DELETED);

        assertThat(subject().keys("")).containsExactly("a/xx");
    }

    @Test
    default void aWriteIsDeletedByTheVersionThatItToldAndNoLaterWriteIs() {
        require(StoreCapabilities::createIfAbsent);
        require(StoreCapabilities::replaceIfVersion);
        ObjectKey key = ObjectKey.of("a/x");
        ObjectVersion first = StoreUnderTest.written(
                store().put(key, "12345".getBytes(StandardCharsets.UTF_8), WriteCondition.ABSENT));
        ObjectVersion second = StoreUnderTest.written(
                store().put(key, "67890".getBytes(StandardCharsets.UTF_8), WriteCondition.at(first)));

        assertThat(store().delete(List.of(new ObjectRef(key, first, 5)))).containsExactly(DeleteResult.OTHER_VERSION);
        assertThat(subject().text("a/x")).contains("67890");

        assertThat(store().delete(List.of(new ObjectRef(key, second, 5)))).containsExactly(DeleteResult.DELETED);
        assertThat(subject().isVisible("a/x")).isFalse();
    }

    @Test
    default void anotherVersionIsLeftAloneAndTold() {
        ObjectRef old = subject().put("a/x", "12345");
        ObjectRef present = subject().overwrite(old, "another");

        assertThat(store().delete(List.of(old))).containsExactly(DeleteResult.OTHER_VERSION);

        assertThat(store().head(old.key()).orElseThrow().ref()).isEqualTo(present);
    }

    @Test
    default void whatIsNotThereIsAnswered() {
        ObjectRef gone = subject().put("a/x", "12345");
        subject().delete(gone);
        ObjectRef never = new ObjectRef(ObjectKey.of("no/such/key"), gone.version(), 5);

        assertThat(store().delete(List.of(gone, never)))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.outcome()).isIn(Outcome.NOT_FOUND, Outcome.DELETED));
    }

    @Test
    default void nothingToDeleteGivesNoAnswers() {
        assertThat(store().delete(List.of())).isEmpty();
    }

    @Test
    default void aKeyThatIsFreeAgainCanBeWritten() {
        ObjectRef object = subject().put("a/x", "12345");
        subject().delete(object);

        subject().put("a/x", "again");

        assertThat(subject().text("a/x")).contains("again");
    }

    @Test
    default void answersComeInTheOrderOfTheListHoweverLongItIs() {
        List<ObjectRef> objects = putMany(2_500);
        ObjectRef gone = objects.get(17);
        ObjectRef changed = objects.get(1_777);
        subject().delete(gone);
        ObjectRef present = subject().overwrite(changed, "another");

        List<DeleteResult> results = store().delete(objects);

        assertThat(results).hasSameSizeAs(objects);
        for (int i = 0; i < results.size(); i++) {
            Outcome outcome = results.get(i).outcome();
            if (i == 17) {
                assertThat(outcome).isIn(Outcome.NOT_FOUND, Outcome.DELETED);
            } else {
                assertThat(outcome).as("answer " + i).isEqualTo(i == 1_777 ? Outcome.OTHER_VERSION : Outcome.DELETED);
            }
        }
        assertThat(subject().keys("")).containsExactly(present.key().path());
    }

    /** Written by several threads, in key order in the list; the listing must show exactly these, in three pages. */
    private List<ObjectRef> putMany(int count) {
        List<Callable<List<ObjectRef>>> writers = IntStream.range(0, Race.CONTENDERS)
                .<Callable<List<ObjectRef>>>mapToObj(writer -> () -> putEvery(Race.CONTENDERS, writer, count))
                .toList();
        List<ObjectRef> all = new ArrayList<>();
        Race.run(writers).forEach(all::addAll);
        all.sort((a, b) -> a.key().compareTo(b.key()));
        assertThat(subject().keys("many/"))
                .isEqualTo(all.stream().map(ref -> ref.key().path()).toList());
        return all;
    }

    private List<ObjectRef> putEvery(int step, int first, int count) {
        List<ObjectRef> objects = new ArrayList<>();
        for (int i = first; i < count; i += step) {
            objects.add(subject().put("many/%05d".formatted(i), "body " + i));
        }
        return objects;
    }

    @Test
    default void ofADeleteAndAReplaceOfTheSameVersionOneWins() {
        require(capabilities -> capabilities.deleteIfVersion() && capabilities.replaceIfVersion());
        for (int round = 0; round < raceRounds(); round++) {
            String key = "a/" + round;
            ObjectRef object = subject().put(key, "old");

            List<Object> results = Race.run(List.of(
                    () -> store().delete(List.of(object)).get(0),
                    () -> store().put(
                                    object.key(),
                                    "new".getBytes(StandardCharsets.UTF_8),
                                    WriteCondition.at(object.version()))));

            boolean replaced = results.get(1) instanceof WriteResult.Written;
            assertThat(results.get(0)).isEqualTo(replaced ? DeleteResult.OTHER_VERSION : DeleteResult.DELETED);
            assertThat(subject().isVisible(key)).isEqualTo(replaced);
        }
    }

    @Test
    default void ofManyWhoDeleteTheSameVersionEachIsAnswered() {
        require(StoreCapabilities::deleteIfVersion);
        ObjectRef object = subject().put("a/x", "12345");

        List<DeleteResult> results =
                Race.run(() -> store().delete(List.of(object)).get(0));

        assertThat(results).contains(DeleteResult.DELETED).allMatch(DeleteResult::isAnswered);
        assertThat(subject().isVisible("a/x")).isFalse();
    }
}
