package dev.coldpress.testkit.store;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The content that instances of {@link InMemoryObjectStore} share. Each method is one atomic step. */
final class InMemoryObjects {

    private final InstantSource clock;
    private final boolean uniqueVersions;
    private final NavigableMap<ObjectKey, InMemoryObject> objects = new TreeMap<>();
    private final Map<UploadToken, StagedObject> uploads = new LinkedHashMap<>();
    private long generation;

    InMemoryObjects(InstantSource clock, boolean uniqueVersions) {
        this.clock = clock;
        this.uniqueVersions = uniqueVersions;
    }

    synchronized NavigableMap<ObjectKey, InMemoryObject> all() {
        return new TreeMap<>(objects);
    }

    /** In the order in which they were staged. */
    synchronized List<StagedObject> uploads() {
        return List.copyOf(uploads.values());
    }

    synchronized Optional<InMemoryObject> find(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    synchronized ObjectVersion put(ObjectKey key, byte[] body) {
        Instant now = clock.instant();
        generation++;
        ObjectVersion version = uniqueVersions
                ? new ObjectVersion("g" + generation)
                : new ObjectVersion(Sha256.hex(body) + "-" + body.length + "-" + now.getEpochSecond());
        objects.put(key, new InMemoryObject(version, body.clone(), now));
        return version;
    }

    synchronized void remove(ObjectKey key) {
        objects.remove(key);
    }

    /** What the answer to a write tells: where a version has a time, that is not in it. */
    synchronized WriteResult write(ObjectKey key, byte[] body) {
        ObjectVersion version = put(key, body);
        return new WriteResult.Written(uniqueVersions ? version : withoutTime(version));
    }

    private static ObjectVersion withoutTime(ObjectVersion version) {
        String token = version.token();
        return new ObjectVersion(token.substring(0, token.lastIndexOf('-') + 1));
    }

    synchronized WriteResult createIfAbsent(ObjectKey key, byte[] body) {
        return objects.containsKey(key) ? new WriteResult.Conflict() : write(key, body);
    }

    /** Where a version has a time, that is not compared, as on S3. */
    synchronized WriteResult replace(ObjectKey key, byte[] body, ObjectVersion expected) {
        InMemoryObject present = objects.get(key);
        boolean isExpected = present != null
                && (uniqueVersions
                        ? present.version().equals(expected)
                        : withoutTime(present.version()).equals(withoutTime(expected)));
        return isExpected ? write(key, body) : new WriteResult.Conflict();
    }

    synchronized DeleteResult delete(ObjectRef ref) {
        InMemoryObject present = objects.get(ref.key());
        if (present == null) {
            return DeleteResult.NOT_FOUND;
        }
        if (!present.version().equals(ref.version())
                && (uniqueVersions || !withoutTime(present.version()).equals(ref.version()))) {
            return DeleteResult.OTHER_VERSION;
        }
        objects.remove(ref.key());
        return DeleteResult.DELETED;
    }

    synchronized UploadToken stage(ObjectKey key) {
        generation++;
        UploadToken token = new UploadToken("upload-" + generation);
        uploads.put(token, new StagedObject(key, token, clock.instant()));
        return token;
    }

    synchronized void abort(UploadToken token) {
        uploads.remove(token);
    }

    synchronized boolean isStaged(UploadToken token) {
        return uploads.containsKey(token);
    }

    synchronized PublishResult publish(ObjectKey key, UploadToken token, byte[] body) {
        if (!uploads.containsKey(token)) {
            return new PublishResult.Refused("the upload " + token + " of " + key + " was published or aborted before");
        }
        if (objects.containsKey(key)) {
            return new PublishResult.Refused("the key " + key + " is taken");
        }
        uploads.remove(token);
        put(key, body);
        return new PublishResult.Published();
    }
}
