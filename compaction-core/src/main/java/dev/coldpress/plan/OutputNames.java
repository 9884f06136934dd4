package dev.coldpress.plan;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.util.UUID;
import java.util.regex.Pattern;

/** How merged files are called. */
public final class OutputNames {

    /** Far more than compactions of compactions come to, and short enough for every file system. */
    private static final int MAX_LEADING_Z = 64;

    private static final Pattern OUTPUT =
            Pattern.compile("z*compacted_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.parquet");

    private OutputNames() {}

    /**
     * A fresh name for a group's output.
     *
     * @param afterSources whether the name should sort behind every source. A reader whose listing takes several
     *     requests may have passed the output's place before it appeared, and come to the sources' places after they
     *     went: it would miss rows. Behind its sources, the output is seen by every listing that misses one of them.
     *     Behind a source whose name begins with something that sorts after {@code z} there is no such name, and the
     *     plain one is returned.
     */
    public static ObjectKey name(KeyPrefix partition, UUID id, FileGroup group, boolean afterSources) {
        String name = "compacted_" + id + ".parquet";
        if (afterSources) {
            ObjectKey last = group.replaced().stream()
                    .map(file -> file.ref().key())
                    .max(ObjectKey::compareTo)
                    .orElseThrow();
            for (int z = 0; z <= MAX_LEADING_Z; z++) {
                ObjectKey key = partition.key("z".repeat(z) + name);
                if (key.compareTo(last) > 0) {
                    return key;
                }
            }
        }
        return partition.key(name);
    }

    /** Whether a file is, by its name, the output of some compaction. */
    public static boolean isOutput(ObjectKey key) {
        return OUTPUT.matcher(key.name()).matches();
    }
}
