package dev.coldpress.simulator.lake;

import dev.coldpress.port.ObjectKey;
import java.util.List;

/** What a key of the simulated lake is, by its name. */
public final class LakeKeys {

    /** Below which the content has the objects that lie above the lake's root. */
    static final String ABOVE = "_above/";

    /** What every compactor but those of other fences writes beside the data, and what those write. */
    private static final List<String> CONTROL = List.of("_compaction/", "_records/", ABOVE);

    private LakeKeys() {}

    /** A merged file; anything else is a writer's. */
    public static boolean isOutput(ObjectKey key) {
        return key.name().contains("compacted_");
    }

    /** Whether a compactor wrote the object for itself. */
    public static boolean isControl(ObjectKey key) {
        return CONTROL.stream().anyMatch(key.path()::startsWith);
    }

    /** The record of a partition, or an entry of it where records are kept as a log. */
    public static boolean isRecord(ObjectKey key) {
        return isControl(key) && key.name().startsWith("record");
    }
}
