package dev.coldpress.port;

/**
 * What a store can do, as its adapter declares it. A capability is declared only if the store judges the condition
 * atomically with the effect; none is emulated by a look before the act. An operation whose capability is missing
 * throws {@link StoreException.Kind#UNSUPPORTED}.
 *
 * @param createIfAbsent {@link WriteCondition#ABSENT}
 * @param replaceIfVersion {@link WriteCondition#at}
 * @param deleteIfVersion {@link ObjectStore#delete} is atomic; without it the adapter heads, compares and then deletes,
 *     and a writer that overwrites the same key between the two loses that write
 * @param stagedUploads {@link ObjectStore#stage} and {@link ObjectStore#abort}, with an abort that is final
 * @param uniqueVersions a version is never used again for the same key, whatever is written
 * @param serverSideCopy {@link StagedUpload#copyFrom} moves no bytes through this process
 */
public record StoreCapabilities(
        boolean createIfAbsent,
        boolean replaceIfVersion,
        boolean deleteIfVersion,
        boolean stagedUploads,
        boolean uniqueVersions,
        boolean serverSideCopy) {

    /** Everything that the commit protocol asks for, at its safest. */
    public static final StoreCapabilities ALL = new StoreCapabilities(true, true, true, true, true, true);
}
