package dev.coldpress.plan;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Data files by their sizes. */
final class TestFiles {

    private TestFiles() {}

    static DataFile file(String name, long sizeBytes, String compatibility) {
        ObjectRef ref = new ObjectRef(ObjectKey.of("a/" + name), new ObjectVersion("v1"), sizeBytes);
        return new DataFile(ref, Instant.EPOCH, compatibility);
    }

    /** Files of one class, named so that they are in key order. */
    static List<DataFile> ofSizes(long... sizes) {
        List<DataFile> files = new ArrayList<>();
        for (long size : sizes) {
            files.add(file(String.format("part-%06d.parquet", files.size()), size, "c"));
        }
        return files;
    }
}
