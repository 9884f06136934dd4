package dev.coldpress.testkit.store;

import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import java.nio.ByteBuffer;
import java.time.Instant;

/** One write of one object on the heap. Nobody changes the body. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record InMemoryObject(ObjectVersion version, byte[] body, Instant lastModified) {

    int sizeBytes() {
        return body.length;
    }

    byte[] copyOfBody() {
        return body.clone();
    }

    ByteBuffer slice(long offset, int length) {
        return ByteBuffer.wrap(body, Math.toIntExact(offset), length);
    }

    ListedObject listed(ObjectKey key) {
        return new ListedObject(new ObjectRef(key, version, body.length), lastModified);
    }
}
