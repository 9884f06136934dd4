package dev.coldpress.simulator.lake;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteResult;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.world.StoreVariant;
import dev.coldpress.testkit.codec.RowCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects and staged uploads of the simulated store. Each method is one atomic step. Not synchronised: the thread
 * that holds the history's baton is the only one that runs.
 *
 * <p>Generations and tokens are counted per key and per actor, not over the whole store, so that two orders of
 * independent steps lead to equal content, which the exhaustive search relies on.
 */
public final class LakeContent {

    enum UploadState {
        STAGED,
        PUBLISHED,
        ABORTED
    }

    private record Upload(ObjectKey key, Instant stagedAt, UploadState state) {

        Upload now(UploadState newState) {
            return new Upload(key, stagedAt, newState);
        }
    }

    private final StoreVariant variant;
    private final RowLedger ledger;
    private final NavigableMap<ObjectKey, LakeObject> objects = new TreeMap<>();
    private final Map<ObjectKey, Integer> writes = new HashMap<>();
    private final Map<ObjectKey, Set<ObjectVersion>> versions = new HashMap<>();
    private final Map<String, Set<ObjectKey>> holders = new HashMap<>();
    private final Map<String, Integer> bodies = new HashMap<>();
    private final Map<UploadToken, Upload> uploads =
            new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    /** Data files that are not mounted. */
    private final Map<ObjectKey, LakeObject> hidden = new TreeMap<>();
    /** All data files that were ever there, by key: the last bytes. */
    private final Map<ObjectKey, byte[]> past = new TreeMap<>();

    private Instant now;
    private int place;
    private int upheavals;

    public LakeContent(StoreVariant variant, RowLedger ledger, Instant start) {
        this.variant = variant;
        this.ledger = ledger;
        this.now = start;
    }

    public Instant now() {
        return now;
    }

    public void setNow(Instant instant) {
        now = instant;
    }

    /** As {@link dev.coldpress.port.ObjectStore#location}. */
    public String location() {
        return "place-" + place;
    }

    /** Grows whenever objects come or go that nobody wrote or deleted, so that no reader has a claim to them. */
    public int upheavals() {
        return upheavals;
    }

    public NavigableMap<ObjectKey, LakeObject> objects() {
        return objects;
    }

    @Nullable
    public LakeObject find(ObjectKey key) {
        return objects.get(key);
    }

    /** The keys of all objects that have ever held a row. */
    public Stream<ObjectKey> everHeld(String row) {
        return holders.getOrDefault(row, Set.of()).stream();
    }

    public LakeObject put(ObjectKey key, byte[] body) {
        ObjectVersion version = nextVersion(key, body);
        boolean sameBefore =
                !versions.computeIfAbsent(key, k -> new HashSet<>()).add(version);
        LakeObject object = new LakeObject(key, version, body, now, visibleRows(key, body), sameBefore);
        remove(key);
        objects.put(key, object);
        ledger.appeared(object);
        if (isVisibleData(key)) {
            past.put(key, body);
        }
        for (String row : object.rows()) {
            holders.computeIfAbsent(row, r -> new HashSet<>()).add(key);
        }
        return object;
    }

    private ObjectVersion nextVersion(ObjectKey key, byte[] body) {
        int write = writes.merge(key, 1, Integer::sum);
        if (variant.uniqueVersions()) {
            return new ObjectVersion("g" + write);
        }
        int content = bodies.computeIfAbsent(new String(body, StandardCharsets.UTF_8), b -> bodies.size());
        return new ObjectVersion("e" + content + "-" + body.length + "-" + now.getEpochSecond());
    }

    /** Removes whatever the key holds. */
    public Optional<LakeObject> remove(ObjectKey key) {
        LakeObject old = objects.remove(key);
        if (old != null) {
            ledger.vanished(old);
        }
        return Optional.ofNullable(old);
    }

    /** Gives an object a version that it never had. */
    public void changeVersion(ObjectKey key) {
        LakeObject present = objects.get(key);
        if (present != null) {
            laterBySeconds();
            put(key, present.body());
        }
    }

    /** Where a version is made of the time, the next one is none that was there before. */
    public void laterBySeconds() {
        now = now.plusSeconds(2);
    }

    /** Unmounts data files. */
    public void hide(Collection<ObjectKey> keys) {
        upheavals++;
        for (ObjectKey key : keys) {
            LakeObject object = objects.remove(key);
            if (object != null) {
                hidden.put(key, object);
                ledger.hidden(object);
            }
        }
    }

    /** Mounts what is not mounted. Nobody writes under a key that is. */
    public void show() {
        upheavals++;
        for (LakeObject object : hidden.values()) {
            objects.put(object.key(), object);
            ledger.shown(object);
        }
        hidden.clear();
    }

    boolean isHidden(ObjectKey key) {
        return hidden.containsKey(key);
    }

    /** Data files that were there once and are not now. */
    public List<ObjectKey> gone() {
        return past.keySet().stream()
                .filter(key -> !objects.containsKey(key) && !hidden.containsKey(key))
                .toList();
    }

    public byte[] pastBody(ObjectKey key) {
        return past.getOrDefault(key, new byte[0]);
    }

    /**
     * Becomes a copy of itself: other objects in the place of all, at versions that no object had before.
     *
     * @param atOtherPlace else the copy lies where the original lay
     * @param withUploads whether staged uploads are among what was copied
     */
    public void become(Map<ObjectKey, byte[]> copies, boolean atOtherPlace, boolean withUploads) {
        upheavals++;
        place += atOtherPlace ? 1 : 0;
        laterBySeconds();
        show();
        List.copyOf(objects.keySet()).forEach(this::remove);
        if (!withUploads) {
            uploads.clear();
        }
        copies.forEach(this::put);
        ledger.goesOnWithCopy();
    }

    /** What the answer to a write tells: where a version has a time, that is not in it. */
    public WriteResult write(ObjectKey key, byte[] body) {
        ObjectVersion version = put(key, body).version();
        return new WriteResult.Written(variant.uniqueVersions() ? version : withoutTime(version));
    }

    private static ObjectVersion withoutTime(ObjectVersion version) {
        String token = version.token();
        return new ObjectVersion(token.substring(0, token.lastIndexOf('-') + 1));
    }

    public WriteResult createIfAbsent(ObjectKey key, byte[] body) {
        return objects.containsKey(key) ? new WriteResult.Conflict() : write(key, body);
    }

    /** Where a version has a time, that is not compared, as on S3. */
    public WriteResult replace(ObjectKey key, byte[] body, ObjectVersion expected) {
        LakeObject present = objects.get(key);
        boolean isExpected = present != null
                && (variant.uniqueVersions()
                        ? present.version().equals(expected)
                        : withoutTime(present.version()).equals(withoutTime(expected)));
        return isExpected ? write(key, body) : new WriteResult.Conflict();
    }

    DeleteResult delete(ObjectRef ref) {
        LakeObject present = objects.get(ref.key());
        if (present == null) {
            return DeleteResult.NOT_FOUND;
        }
        if (!present.version().equals(ref.version())
                && (variant.uniqueVersions() || !withoutTime(present.version()).equals(ref.version()))) {
            return DeleteResult.OTHER_VERSION;
        }
        remove(ref.key());
        return DeleteResult.DELETED;
    }

    public void stage(ObjectKey key, UploadToken token) {
        uploads.put(token, new Upload(key, now, UploadState.STAGED));
    }

    private @Nullable UploadState stateOf(UploadToken token) {
        Upload upload = uploads.get(token);
        return upload == null ? null : upload.state();
    }

    public boolean isAborted(UploadToken token) {
        return stateOf(token) == UploadState.ABORTED;
    }

    /** A token that is not known, or used up, stays so. */
    public void abort(UploadToken token) {
        uploads.computeIfPresent(
                token,
                (t, upload) -> upload.state() == UploadState.PUBLISHED && variant.tokensUsedUp()
                        ? upload
                        : upload.now(UploadState.ABORTED));
    }

    public List<StagedObject> staged(KeyPrefix prefix) {
        List<StagedObject> found = new ArrayList<>();
        uploads.forEach((token, upload) -> {
            if (upload.state() == UploadState.STAGED && prefix.contains(upload.key())) {
                found.add(new StagedObject(upload.key(), token, upload.stagedAt()));
            }
        });
        return found;
    }

    /**
     * Makes a staged upload visible.
     *
     * @param begunBeforeAbort whether the request had reached the store before the token was aborted
     */
    public PublishResult publish(ObjectKey key, UploadToken token, byte[] body, boolean begunBeforeAbort) {
        Upload upload = uploads.get(token);
        if (upload == null || !isUsable(upload.state(), begunBeforeAbort)) {
            return new PublishResult.Refused("NoSuchUpload");
        }
        if (objects.containsKey(key)) {
            return new PublishResult.Refused("the key is taken");
        }
        uploads.put(token, upload.now(UploadState.PUBLISHED));
        put(key, body);
        return new PublishResult.Published();
    }

    private boolean isUsable(UploadState state, boolean begunBeforeAbort) {
        return switch (state) {
            case STAGED -> true;
            case PUBLISHED -> !variant.tokensUsedUp();
            case ABORTED -> begunBeforeAbort && !variant.finalAbort();
        };
    }

    List<LakeObject> dataFiles() {
        List<LakeObject> files = new ArrayList<>();
        for (LakeObject object : objects.values()) {
            if (isVisibleData(object.key())) {
                files.add(object);
            }
        }
        return files;
    }

    /** With those that are not mounted. */
    List<LakeObject> dataFilesAnywhere() {
        List<LakeObject> files = dataFiles();
        files.addAll(hidden.values());
        return files;
    }

    private static List<String> visibleRows(ObjectKey key, byte[] body) {
        if (!isVisibleData(key)) {
            return List.of();
        }
        try {
            return RowCodec.rows(body);
        } catch (IllegalArgumentException damaged) {
            return List.of();
        }
    }

    /** As readers see it: a file that ends in {@code .parquet}, with no hidden segment in its path. */
    static boolean isVisibleData(ObjectKey key) {
        String path = key.path();
        if (!path.endsWith(".parquet")) {
            return false;
        }
        for (int start = 0; start >= 0; ) {
            if (LakeLayout.isHidden(path.substring(start))) {
                return false;
            }
            int slash = path.indexOf('/', start);
            start = slash < 0 ? -1 : slash + 1;
        }
        return true;
    }

    public boolean hasUnfinishedRecord() {
        return objects.values().stream()
                .filter(object -> LakeKeys.isRecord(object.key()))
                .anyMatch(object -> !new String(object.body(), StandardCharsets.UTF_8).contains("\nstate done\n"));
    }

    /** Equal for equal content. */
    public long fingerprint() {
        long hash = Fingerprint.add(Fingerprint.START + place, now.getEpochSecond());
        for (LakeObject object : objects.values()) {
            hash = Fingerprint.add(hash, object.key().path());
            hash = Fingerprint.add(hash, object.version().token());
            hash = Fingerprint.add(hash, Arrays.hashCode(object.body()));
        }
        for (Map.Entry<UploadToken, Upload> upload : uploads.entrySet()) {
            hash = Fingerprint.add(hash, upload.getKey().value());
            hash = Fingerprint.add(hash, upload.getValue().state().name());
        }
        for (ObjectKey key : hidden.keySet()) {
            hash = Fingerprint.add(hash, key.path());
        }
        return hash;
    }
}
