package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The moment at which an upload becomes an object. */
interface PublishingContract extends StoreFixture {

    ObjectKey OUTPUT = ObjectKey.of("dt=2024-01-01/compacted_1.parquet");

    private StagedUpload sealed(String text) {
        return subject().sealed(OUTPUT.path(), text);
    }

    @Test
    default void aPublishedObjectIsThereWithTheVersionThatWasTold() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = sealed("12345")) {
            ObjectRef object = subject().published(upload);

            assertThat(store().head(OUTPUT).map(ListedObject::ref)).contains(object);
            assertThat(subject().text(OUTPUT.path())).contains("12345");
            assertThat(subject().keys("")).containsExactly(OUTPUT.path());
        }
    }

    @Test
    default void anEmptyUploadBecomesAnEmptyObject() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = store().stage(OUTPUT)) {
            upload.seal();
            subject().published(upload);
        }
        assertThat(subject().text(OUTPUT.path())).contains("");
    }

    @Test
    default void aPublishNeverOverwrites() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = sealed("later")) {
            ObjectRef present = subject().put(OUTPUT.path(), "present");

            assertThat(upload.publish()).isInstanceOf(PublishResult.Refused.class);

            assertThat(store().head(OUTPUT).map(ListedObject::ref)).contains(present);
            assertThat(subject().text(OUTPUT.path())).contains("present");
        }
    }

    @Test
    default void aCreateDoesNotOverwriteWhatWasPublished() {
        require(capabilities -> capabilities.stagedUploads() && capabilities.createIfAbsent());
        try (StagedUpload upload = sealed("published")) {
            subject().published(upload);
        }
        assertThat(store().put(OUTPUT, new byte[1], WriteCondition.ABSENT))
                .isInstanceOf(dev.coldpress.port.WriteResult.Conflict.class);
        assertThat(subject().text(OUTPUT.path())).contains("published");
    }

    @Test
    default void aSecondPublishChangesNothing() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = sealed("12345")) {
            subject().published(upload);
            Optional<ListedObject> first = store().head(OUTPUT);

            upload.publish();

            assertThat(store().head(OUTPUT)).isEqualTo(first);
        }
    }

    @Test
    default void aSecondPublishNeverBringsBackADeletedObject() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload upload = sealed("12345")) {
            ObjectRef object = subject().published(upload);
            subject().delete(object);

            assertThat(upload.publish()).isNotInstanceOf(PublishResult.Published.class);

            assertThat(subject().isVisible(OUTPUT.path())).isFalse();
        }
    }

    @Test
    default void aPublishThatRacesADeleteNeverBringsTheObjectBack() {
        require(StoreCapabilities::stagedUploads);
        for (int round = 0; round < raceRounds(); round++) {
            String key = "dt=2024-01-01/" + round;
            try (StagedUpload upload = subject().sealed(key, "12345")) {
                ObjectRef object = subject().published(upload);
                Race.run(List.of(upload::publish, () -> store().delete(List.of(object))));
            }
            assertThat(subject().isVisible(key)).isFalse();
        }
    }

    @Test
    default void ofTwoUploadsForOneKeyTheFirstToBePublishedWins() {
        require(StoreCapabilities::stagedUploads);
        try (StagedUpload one = sealed("one");
                StagedUpload two = sealed("two")) {
            subject().published(two);

            assertThat(one.publish()).isInstanceOf(PublishResult.Refused.class);
        }
        assertThat(subject().text(OUTPUT.path())).contains("two");
    }

    @Test
    default void ofManyPublishesForOneKeyExactlyOneWins() {
        require(StoreCapabilities::stagedUploads);
        for (int round = 0; round < raceRounds(); round++) {
            String key = "dt=2024-01-01/" + round;
            List<StagedUpload> uploads = IntStream.range(0, Race.CONTENDERS)
                    .mapToObj(number -> subject().sealed(key, "upload " + number))
                    .toList();

            List<PublishResult> results = Race.run(uploads.stream()
                    .<Callable<PublishResult>>map(upload -> upload::publish)
                    .toList());

            uploads.forEach(StagedUpload::close);
            List<PublishResult> won = results.stream()
                    .filter(PublishResult.Published.class::isInstance)
                    .toList();
            assertThat(won).as("winners").hasSize(1);
            assertThat(subject().text(key)).contains("upload " + results.indexOf(won.get(0)));
        }
    }

    @Test
    default void aReaderSeesAPublishedObjectWholeOrNotAtAll() {
        require(StoreCapabilities::stagedUploads);
        byte[] body = Bytes.random(6, 300_000);
        for (int round = 0; round < raceRounds(); round++) {
            ObjectKey key = ObjectKey.of("dt=2024-01-01/" + round);
            AtomicBoolean published = new AtomicBoolean();
            try (StagedUpload upload = subject().sealed(key.path(), body)) {
                List<Callable<Boolean>> contenders = new ArrayList<>();
                contenders.add(() -> publishes(upload, published));
                contenders.add(() -> seesOnly(body, key, published));
                assertThat(Race.run(contenders)).containsOnly(true);
            }
        }
    }

    private static boolean publishes(StagedUpload upload, AtomicBoolean published) {
        try {
            return upload.publish() instanceof PublishResult.Published;
        } finally {
            published.set(true);
        }
    }

    private boolean seesOnly(byte[] body, ObjectKey key, AtomicBoolean published) {
        boolean whole = true;
        boolean last;
        do {
            last = published.get();
            Optional<StoredObject> found = store().get(key, body.length);
            whole &= found.map(object -> java.util.Arrays.equals(object.body(), body))
                    .orElse(!last);
        } while (!last);
        return whole;
    }
}
