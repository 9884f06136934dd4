package dev.coldpress.testkit.codec;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A source that lies in memory. A read outside of it is refused, as the port demands. */
public final class BytesSource implements SourceFile {

    private final ObjectRef ref;
    private final byte[] bytes;

    private BytesSource(ObjectRef ref, byte[] bytes) {
        this.ref = ref;
        this.bytes = bytes;
    }

    /** A source with this key and content. */
    public static BytesSource of(String key, byte[] bytes) {
        return new BytesSource(new ObjectRef(ObjectKey.of(key), new ObjectVersion("v1"), bytes.length), bytes);
    }

    /** Names them {@code source-0.parquet} and so on. */
    public static List<SourceFile> allOf(List<byte[]> files) {
        List<SourceFile> sources = new ArrayList<>();
        for (byte[] file : files) {
            sources.add(of("source-" + sources.size() + ".parquet", file));
        }
        return sources;
    }

    @Override
    public ObjectRef ref() {
        return ref;
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        if (offset < 0 || offset > bytes.length - into.remaining()) {
            throw new IllegalArgumentException(
                    "Bytes " + offset + " to " + (offset + into.remaining()) + " are not in " + ref);
        }
        into.put(bytes, Math.toIntExact(offset), into.remaining());
    }
}
