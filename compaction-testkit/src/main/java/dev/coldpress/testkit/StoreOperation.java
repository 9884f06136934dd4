package dev.coldpress.testkit;

import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedUpload;

/** The operations of {@link ObjectStore} and {@link StagedUpload} that reach the store. */
public enum StoreOperation {
    LIST,
    HEAD,
    GET,
    READ,
    CREATE_IF_ABSENT,
    REPLACE,
    PUT,
    DELETE,
    STAGE,
    ABORT,
    STAGED,
    WRITE,
    COPY_FROM,
    SEAL,
    PUBLISH
}
