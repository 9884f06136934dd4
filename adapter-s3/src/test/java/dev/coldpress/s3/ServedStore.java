package dev.coldpress.s3;

import dev.coldpress.port.ObjectStore;
import java.net.URI;

/** A store and its server, which is reached directly or by a {@link WireProxy}. */
public interface ServedStore extends AutoCloseable {

    URI endpoint();

    WireProxy openWire();

    /** Of a lake of its own. */
    URI emptyRoot();

    /** With hardly a pause between two attempts. */
    ObjectStore open(URI root, URI endpoint);

    /** The size of an object that the store copies by itself. */
    int copiedBytes();

    @Override
    void close();
}
