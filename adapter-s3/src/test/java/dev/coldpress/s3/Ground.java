package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.DeleteResult.Outcome;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.WriteResult;
import dev.coldpress.s3.StoreCall.Told;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a call is made: a directory of its own.
 *
 * @param wired the store, whose answers are cut
 * @param direct the same store by a way on which nothing is cut
 * @param copiedBytes the size of an object that the store copies by itself
 */
public record Ground(ObjectStore wired, StoreUnderTest direct, String directory, int copiedBytes) {

    KeyPrefix below() {
        return KeyPrefix.of(directory + "/");
    }

    String path(String name) {
        return directory + "/" + name;
    }

    ObjectKey key(String name) {
        return ObjectKey.of(path(name));
    }

    ObjectRef put(String name, String text) {
        return direct.put(path(name), text);
    }

    /** One for the whole lake. */
    ObjectRef largeObject() {
        ObjectKey key = ObjectKey.of("large");
        return direct.store()
                .head(key)
                .map(ListedObject::ref)
                .orElseGet(() -> direct.put(key.path(), "x".repeat(copiedBytes)));
    }

    Optional<ObjectRef> present(String name) {
        return direct.store().head(key(name)).map(ListedObject::ref);
    }

    /** What was staged for keys here. */
    List<StagedObject> uploads() {
        List<StagedObject> found = new ArrayList<>();
        direct.store().staged(below(), found::add);
        return found;
    }

    /** The same version as a response to a write on S3 has it, which has no time. */
    private static String withoutTime(ObjectVersion version) {
        return version.token().replaceFirst("^(\\d+)-\\d+-", "$1-0-");
    }

    /** A write of a text to x, which was free or at the expected version. */
    Told written(String text, WriteResult result) {
        assertThat(result).isNotInstanceOf(WriteResult.Conflict.class);
        if (result instanceof WriteResult.Written written) {
            assertThat(present("x").map(ObjectRef::version))
                    .hasValueSatisfying(version ->
                            assertThat(written.version().token()).isIn(version.token(), withoutTime(version)));
            assertThat(direct.text(path("x"))).contains(text);
            return Told.TRUTH;
        }
        return Told.UNKNOWN;
    }

    /** A write whose condition did not hold. */
    Told notWritten(ObjectRef there, WriteResult result) {
        assertThat(result).isNotInstanceOf(WriteResult.Written.class);
        assertThat(present("x")).contains(there);
        return result instanceof WriteResult.Conflict ? Told.TRUTH : Told.UNKNOWN;
    }

    /** Deletes all that is here. */
    Told deleted(List<ObjectRef> objects) {
        List<DeleteResult> results = wired.delete(objects);
        assertThat(results).extracting(DeleteResult::outcome).isSubsetOf(Outcome.DELETED, Outcome.UNKNOWN);
        boolean isAnswered = results.stream().allMatch(DeleteResult::isAnswered);
        if (isAnswered) {
            assertThat(direct.keys(below().path())).isEmpty();
        }
        return isAnswered ? Told.TRUTH : Told.UNKNOWN;
    }

    /** A publish decides nothing; the abort after it and the head do. */
    Told published(StagedUpload upload, int sizeBytes) {
        PublishResult result = upload.publish();
        assertThat(direct.store().abort(upload.key(), upload.token())).isEqualTo(AbortResult.ANSWERED);
        Optional<ObjectRef> present = present("x");
        present.ifPresent(object -> assertThat(object.sizeBytes()).isEqualTo(sizeBytes));
        if (result instanceof PublishResult.Published) {
            assertThat(present).isPresent();
            return Told.TRUTH;
        }
        return Told.UNKNOWN;
    }

    /** Aborts the only upload that is here. */
    Told aborted(StagedUpload upload) {
        if (wired.abort(upload.key(), upload.token()) != AbortResult.ANSWERED) {
            return Told.UNKNOWN;
        }
        assertThat(uploads()).isEmpty();
        assertThat(upload.publish()).isNotInstanceOf(PublishResult.Published.class);
        assertThat(present("x")).isEmpty();
        return Told.TRUTH;
    }
}
