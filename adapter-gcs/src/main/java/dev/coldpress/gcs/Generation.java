package dev.coldpress.gcs;

import com.google.cloud.storage.BlobInfo;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The number that the service gives to each write of an object, unique for its name. As a version it is written in decimal.
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

    static long of(BlobInfo object) {
        return Objects.requireNonNull(object.getGeneration(), "every object has a generation");
    }

    /** An object of which generation, size and time of creation were asked for. */
    static ListedObject listed(ObjectKey key, BlobInfo object) {
        ObjectRef ref = new ObjectRef(key, version(of(object)), object.getSize());
        return new ListedObject(ref, object.getCreateTimeOffsetDateTime().toInstant());
    }
}
