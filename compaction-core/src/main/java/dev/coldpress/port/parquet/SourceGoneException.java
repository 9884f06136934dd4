package dev.coldpress.port.parquet;

import dev.coldpress.port.ObjectKey;

/** A source was deleted or overwritten while it was read. Nothing is wrong; the group is planned again later. */
public final class SourceGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ObjectKey key;

    public SourceGoneException(ObjectKey key) {
        super(key + " was deleted or overwritten while it was being read");
        this.key = key;
    }

    public ObjectKey key() {
        return key;
    }
}
