package dev.coldpress.s3;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.UnlistedEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings, by page. Names that are no keys are told of, but for the markers of directories. */
final class S3Listing {

    /**
     * The last of all characters: no name that begins with a prefix and is of this world sorts after prefix and this.
     */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private final S3Client client;
    private final S3Root root;

    S3Listing(S3Client client, S3Root root) {
        this.client = client;
        this.root = root;
    }

    /** One request, or more if nothing of what the first ones show is to be listed. */
    ListPage page(ListRequest request) {
        ListObjectsV2Request.Builder asked = ListObjectsV2Request.builder()
                .bucket(root.bucket())
                .prefix(root.name(request.prefix()))
                .delimiter(request.delimited() ? "/" : null)
                .startAfter(startAfter(request))
                .maxKeys(request.maxEntries())
                .encodingType(EncodingType.URL);
        while (true) {
            ListObjectsV2Response answer = client.listObjectsV2(asked.build());
            ListPage page = page(request, answer);
            if (!page.isEmpty() || page.next() == null) {
                return page.isEmpty() ? new ListPage(List.of(), List.of(), null) : page;
            }
            if (answer.nextContinuationToken() == null) {
                throw new StoreException(
                        StoreException.Kind.UNAVAILABLE,
                        "list of " + root.name(request.prefix())
                                + ": the store says that there is more, and not where");
            }
            asked.startAfter(null).continuationToken(answer.nextContinuationToken());
        }
    }

    /**
     * A start inside of a prefix of the level skips that prefix. The store would show it if a later key is below it,
     * and then the page after a prefix would begin with the same prefix again.
     */
    private @Nullable String startAfter(ListRequest request) {
        String start = request.startAfter();
        if (start == null || start.isEmpty()) {
            return null;
        }
        String level = request.prefix().path();
        int slash = request.delimited() && start.startsWith(level) ? start.indexOf('/', level.length()) : -1;
        return root.prefix().path() + (slash < 0 ? start : start.substring(0, slash + 1) + LAST_CHARACTER);
    }

    private ListPage page(ListRequest request, ListObjectsV2Response answer) {
        List<ListedObject> objects = answer.contents().stream()
                .flatMap(object -> listed(object).stream())
                .toList();
        List<KeyPrefix> prefixes = answer.commonPrefixes().stream()
                .flatMap(prefix -> root.keyPrefix(prefix.prefix()).stream())
                .filter(prefix -> request.startAfter() == null || isAfter(prefix.path(), request.startAfter()))
                .toList();
        return new ListPage(
                objects,
                prefixes,
                unlisted(request, answer),
                Boolean.TRUE.equals(answer.isTruncated()) ? last(answer) : null);
    }

    /**
     * What is no key, but for markers of directories: a name that ends with a slash, and has a prefix for itself or
     * stands for this.
     */
    private List<UnlistedEntry> unlisted(ListRequest request, ListObjectsV2Response answer) {
        if (!request.delimited()) {
            return List.of();
        }
        Stream<String> objects = answer.contents().stream()
                .map(S3Object::key)
                .filter(name -> !name.endsWith("/") && root.key(name).isEmpty());
        Stream<String> prefixes = answer.commonPrefixes().stream()
                .map(CommonPrefix::prefix)
                .filter(name -> root.keyPrefix(name).isEmpty());
        return Stream.concat(objects, prefixes)
                .map(root::relative)
                .filter(name -> request.startAfter() == null || isAfter(name, request.startAfter()))
                .map(UnlistedEntry::ofUnusableName)
                .toList();
    }

    private Optional<ListedObject> listed(S3Object object) {
        return root.key(object.key()).map(key -> version(object).listed(key));
    }

    private static S3Version version(S3Object object) {
        return S3Version.of(object.eTag(), object.lastModified(), object.size());
    }

    /** The last entry of the answer, also one that is left out: the next page begins behind it. */
    private @Nullable String last(ListObjectsV2Response answer) {
        return Stream.concat(
                        answer.contents().stream().map(S3Object::key),
                        answer.commonPrefixes().stream().map(CommonPrefix::prefix))
                .map(root::relative)
                .max(S3Listing::compareUtf8)
                .orElse(null);
    }

    private static boolean isAfter(String name, String start) {
        return compareUtf8(name, start) > 0;
    }

    private static int compareUtf8(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /** How many of the keys, which are in order, are not after a string. */
    static int countUpTo(List<ObjectKey> keys, String last) {
        return (int) keys.stream().takeWhile(key -> !isAfter(key.path(), last)).count();
    }

    /** A start close before a key, so that a listing begins with it. */
    static String before(ObjectKey key) {
        String path = key.path();
        return path.substring(0, path.offsetByCodePoints(path.length(), -1));
    }
}
