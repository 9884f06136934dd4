package dev.coldpress.gcs;

import com.google.cloud.storage.BlobInfo;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoreException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number that the service gives to each write of an object, unique for its name. As a version it is written in
 * decimal.
 */
final class Generation {

    /** Never zero, which as a precondition means that there is no object. */
    private static final Pattern TOKEN = Pattern.compile("[1-9]\\d{0,17}");

    private Generation() {}

    /** Empty for a token of another store. */
    static OptionalLong parse(ObjectVersion version) {
        return TOKEN.matcher(version.token()).matches()
                ? OptionalLong.of(Long.parseLong(version.token()))
                : OptionalLong.empty();
    }

    static ObjectVersion version(long generation) {
        return new ObjectVersion(Long.toString(generation));
    }

    /** @throws StoreException if the answer lacks it */
    static long of(BlobInfo object) {
        return required(object, "generation", object.getGeneration());
    }

    /**
     * Checks that an answer has a generation: one without it is no proof of anything.
     *
     * @throws StoreException if it has none
     */
    static void require(BlobInfo object) {
        required(object, "generation", object.getGeneration());
    }

    /** @throws StoreException if the answer lacks it */
    static long size(BlobInfo object) {
        return required(object, "size", object.getSize());
    }

    /** @throws StoreException if the answer lacks it */
    static Instant created(BlobInfo object) {
        return required(object, "time of creation", object.getCreateTimeOffsetDateTime())
                .toInstant();
    }

    /**
     * An object of which generation, size and time of creation were asked for.
     *
     * @throws StoreException if the answer lacks one
     */
    static ListedObject listed(ObjectKey key, BlobInfo object) {
        return new ListedObject(new ObjectRef(key, version(of(object)), size(object)), created(object));
    }

    private static <T> T required(BlobInfo object, String part, @Nullable T value) {
        if (value == null) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "the service's answer about " + object.getName() + " is not whole: it has no " + part);
        }
        return value;
    }
}
