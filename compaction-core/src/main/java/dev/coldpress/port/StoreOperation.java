package dev.coldpress.port;

/** The operations of {@link ObjectStore} and {@link StagedUpload} that reach the store. */
public enum StoreOperation {
    LIST,
    /** {@link ObjectStore#head} and {@link ObjectStore#firstAbove}. */
    HEAD,
    GET,
    READ,
    /** {@link ObjectStore#put} where nothing is. */
    CREATE_IF_ABSENT,
    /** {@link ObjectStore#put} at a version. */
    REPLACE,
    /** {@link ObjectStore#put} without a condition. */
    PUT,
    DELETE,
    STAGE,
    ABORT,
    STAGED,
    WRITE,
    COPY_FROM,
    SEAL,
    PUBLISH;

    /** The operation that a put with this condition is. */
    public static StoreOperation of(WriteCondition condition) {
        return switch (condition.kind()) {
            case ABSENT -> CREATE_IF_ABSENT;
            case AT_VERSION -> REPLACE;
            case NONE -> PUT;
        };
    }
}
