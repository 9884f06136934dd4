package dev.coldpress.s3;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Deletes objects at their versions, up to {@value #BATCH} with one request.
 *
 * <p>A store judges the ETag alone, atomically with the delete, and that only if it knows the condition. So right
 * before each batch the whole version of each object is looked at, by listing where several lie beside each other. What
 * this leaves open: an object that is written again with the same bytes between the look and the delete; and where the
 * store does not know the condition, an object that is written again at all.
 *
 * <p>Since the look comes first, the probe of a store never reaches the condition: it is taken on the word of whoever
 * declares it. To send it for what the look has found to be another version would try it, and delete that version if
 * the store lies.
 */
final class S3Deletion {

    private static final int BATCH = 1_000;

    private final S3Client single;
    private final S3Root root;
    private final S3Objects objects;
    private final S3Listing listing;
    private final boolean conditional;

    /** @param conditional whether the store judges the ETag of each object of a batch */
    S3Deletion(S3Clients clients, S3Root root, boolean conditional) {
        single = clients.single();
        this.root = root;
        this.conditional = conditional;
        objects = new S3Objects(clients.repeating(), root);
        listing = new S3Listing(clients.repeating(), root);
    }

    List<DeleteResult> run(List<ObjectRef> wanted) {
        Map<ObjectRef, DeleteResult> results = new HashMap<>();
        List<ObjectRef> inOrder = wanted.stream()
                .distinct()
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .toList();
        for (int from = 0; from < inOrder.size(); from += BATCH) {
            List<ObjectRef> batch = inOrder.subList(from, Math.min(from + BATCH, inOrder.size()));
            try {
                results.putAll(batch(batch));
            } catch (StoreException e) {
                batch.forEach(object -> results.put(object, S3Faults.deleteResult(e)));
            }
        }
        return wanted.stream()
                .map(object -> Objects.requireNonNull(results.get(object), "every object is in a batch"))
                .toList();
    }

    private Map<ObjectRef, DeleteResult> batch(List<ObjectRef> batch) {
        Map<ObjectRef, DeleteResult> results = new HashMap<>();
        Map<ObjectKey, ObjectVersion> present = look(batch);
        List<ObjectRef> found = new ArrayList<>();
        for (ObjectRef object : batch) {
            ObjectVersion version = present.get(object.key());
            if (version == null) {
                results.put(object, DeleteResult.NOT_FOUND);
            } else if (S3Version.isAt(version, object.version())) {
                found.add(object);
            } else {
                results.put(object, DeleteResult.OTHER_VERSION);
            }
        }
        if (!found.isEmpty()) {
            results.putAll(delete(found));
        }
        return results;
    }

    private Map<ObjectRef, DeleteResult> delete(List<ObjectRef> found) {
        DeleteObjectsResponse answer;
        try {
            answer = single.deleteObjects(request -> request.bucket(root.bucket())
                    .delete(delete ->
                            delete.objects(found.stream().map(this::identifier).toList())));
        } catch (SdkException e) {
            throw S3Faults.translate("delete", found.get(0).key() + " and " + (found.size() - 1) + " more", e);
        }
        Map<String, DeleteResult> byName = new HashMap<>();
        answer.deleted().forEach(deleted -> byName.put(deleted.key(), DeleteResult.DELETED));
        answer.errors().forEach(error -> byName.put(error.key(), S3Faults.deleteResult(error)));
        Map<ObjectRef, DeleteResult> results = new HashMap<>();
        for (ObjectRef object : found) {
            DeleteResult result = byName.get(root.name(object.key()));
            results.put(object, result == null ? DeleteResult.unknown("the store's answer leaves it out") : result);
        }
        return results;
    }

    private ObjectIdentifier identifier(ObjectRef object) {
        ObjectIdentifier.Builder identifier = ObjectIdentifier.builder().key(root.name(object.key()));
        if (conditional) {
            S3Version.parse(object.version()).ifPresent(version -> identifier.eTag(version.quotedETag()));
        }
        return identifier.build();
    }

    private Map<ObjectKey, ObjectVersion> look(List<ObjectRef> batch) {
        Map<KeyPrefix, List<ObjectKey>> byParent = new TreeMap<>();
        batch.stream()
                .map(ObjectRef::key)
                .distinct()
                .forEach(key -> byParent.computeIfAbsent(key.parent(), parent -> new ArrayList<>())
                        .add(key));
        Map<ObjectKey, ObjectVersion> present = new HashMap<>();
        byParent.values().forEach(keys -> look(keys, present));
        return present;
    }

    /** By listing, but with no more requests than there are keys: they may lie far apart among very many others. */
    private void look(List<ObjectKey> keys, Map<ObjectKey, ObjectVersion> present) {
        Set<ObjectKey> wanted = Set.copyOf(keys);
        KeyPrefix parent = keys.get(0).parent();
        String start = S3Listing.before(keys.get(0));
        int looked = 0;
        for (int requests = 1; requests < keys.size() && looked < keys.size(); requests++) {
            ListPage page = page(parent, start);
            page.objects().stream()
                    .filter(object -> wanted.contains(object.key()))
                    .forEach(object -> present.put(object.key(), object.ref().version()));
            String next = page.next();
            looked = next == null ? keys.size() : S3Listing.countUpTo(keys, next);
            start = next == null ? start : next;
        }
        for (ObjectKey key : keys.subList(looked, keys.size())) {
            objects.head(key).ifPresent(version -> present.put(key, version.version()));
        }
    }

    private ListPage page(KeyPrefix parent, String start) {
        try {
            return listing.page(ListRequest.level(parent).after(start));
        } catch (SdkException e) {
            throw S3Faults.translate("delete (listing)", parent, e);
        }
    }
}
