package dev.coldpress.app.lake;

import dev.coldpress.app.print.SizeHistogram;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectStore;
import java.util.Arrays;
import java.util.function.Consumer;

/** Counts and sizes of the files below a prefix. For one thread. */
public final class LakeFiles {

    private final SizeHistogram dataFiles = new SizeHistogram();
    private long otherFiles;
    private long otherBytes;

    private LakeFiles() {}

    /** Lists everything, page by page; {@code dataFile} is called for each file that readers would read. */
    public static LakeFiles below(ObjectStore store, KeyPrefix prefix, Consumer<ListedObject> dataFile) {
        LakeFiles files = new LakeFiles();
        store.listEach(ListRequest.tree(prefix), object -> files.add(object, dataFile));
        return files;
    }

    /** Whether a reader of the lake takes the object for data: a Parquet file that no part of its path hides. */
    static boolean isData(ListedObject object) {
        String path = object.key().path();
        return path.endsWith(".parquet") && Arrays.stream(path.split("/")).noneMatch(LakeLayout::isHidden);
    }

    private void add(ListedObject object, Consumer<ListedObject> dataFile) {
        long sizeBytes = object.ref().sizeBytes();
        if (isData(object)) {
            dataFiles.add(sizeBytes);
            dataFile.accept(object);
        } else {
            otherFiles++;
            otherBytes = Math.addExact(otherBytes, sizeBytes);
        }
    }

    public SizeHistogram dataFiles() {
        return dataFiles;
    }

    /** Records, hidden files and whatever else is no Parquet file. */
    public long otherFiles() {
        return otherFiles;
    }

    public long otherBytes() {
        return otherBytes;
    }

    public boolean isEmpty() {
        return dataFiles.files() == 0 && otherFiles == 0;
    }
}
