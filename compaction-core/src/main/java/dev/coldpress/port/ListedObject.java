package dev.coldpress.port;

import java.time.Instant;

/**
 * An object as a listing or a head shows it.
 *
 * @param lastModified the store's own time of the write; compared with the quiet period only, never for safety
 */
public record ListedObject(ObjectRef ref, Instant lastModified) {

    public ObjectKey key() {
        return ref.key();
    }
}
