package dev.coldpress.simulator.world;

import dev.coldpress.port.StoreCapabilities;

/**
 * How the simulated store differs from the best one.
 *
 * @param uniqueVersions versions are generations; else a function of body, size and modification time in seconds, as on
 *     S3
 * @param finalAbort after an abort was answered, no publish of its token takes effect; else one that was in flight
 *     still may
 * @param tokensUsedUp a token can be published once; else again, if the key is free and it was not aborted
 * @param replacesIfVersion else a key can be created and not replaced, so that records are kept as a log of numbered
 *     objects
 */
public record StoreVariant(
        boolean uniqueVersions, boolean finalAbort, boolean tokensUsedUp, boolean replacesIfVersion) {

    public static final StoreVariant GENERATIONS = new StoreVariant(true, true, true, true);
    public static final StoreVariant S3_TRIPLE = new StoreVariant(false, true, true, true);
    public static final StoreVariant SLOW_PUBLISH = new StoreVariant(true, false, true, true);
    public static final StoreVariant REUSABLE_TOKENS = new StoreVariant(true, true, false, true);
    public static final StoreVariant CREATES_ONLY = new StoreVariant(true, true, true, false);

    public StoreCapabilities capabilities() {
        return new StoreCapabilities(true, replacesIfVersion, true, true, uniqueVersions, true);
    }
}
