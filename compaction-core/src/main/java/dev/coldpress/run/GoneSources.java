package dev.coldpress.run;

import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.DecidedGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sources that a run on a partition has deleted. For one thread. */
final class GoneSources {

    private final Set<ObjectRef> gone = new HashSet<>();

    void add(List<DecidedGroup> groups) {
        groups.forEach(group -> group.group().sources().forEach(source -> gone.add(source.ref())));
    }

    /**
     * A store that only says that it deletes would be compacted for ever, and its rows doubled each time.
     *
     * @throws StoreException if one of them is to be merged again
     */
    void requireGone(List<FileGroup> groups) {
        for (FileGroup group : groups) {
            for (DataFile file : group.replaced()) {
                if (gone.contains(file.ref())) {
                    throw new StoreException(
                            StoreException.Kind.UNSUPPORTED,
                            "The store said that it deleted " + file.ref().key() + ", and lists it again at the same"
                                    + " version. Unless somebody wrote it again meanwhile, its rows are there twice, and this store"
                                    + " cannot be compacted");
                }
            }
        }
    }
}
