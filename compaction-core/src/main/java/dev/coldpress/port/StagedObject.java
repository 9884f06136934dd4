package dev.coldpress.port;

import java.time.Instant;

/**
 * A staged upload that was found at the store, neither published nor aborted.
 *
 * @param key the key that it was staged for
 * @param lastActive when it was staged or last written to, by the store's clock, as far as the store tells
 */
public record StagedObject(ObjectKey key, UploadToken token, Instant lastActive) {}
