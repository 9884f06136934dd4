package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;
import java.time.Instant;

/** What the directories below the base of a lake are to a walk of it. */
record DirectoryKinds(LakeLayout layout, ColdWindow coldWindow, KeyPrefix controlPrefix, Instant now) {

    private static final String LOST_AND_FOUND = "lost+found";

    enum Kind {
        /** The control directory of a lake inside of this one, or one that is called like it. */
        CONTROL_OF_ANOTHER,
        /** Passed over in silence. */
        HIDDEN,
        NOT_IN_LAYOUT,
        /** A directory of the layout, below which nothing can be cold. */
        PRUNED,
        /** A directory of the layout above the partitions. */
        LEVEL,
        PARTITION
    }

    /** @param directory below the base, and not below a directory of another kind than a level */
    Kind of(KeyPrefix directory) {
        int depth = directory.depth();
        String name = directory.name();
        if (depth > 1 && name.equals(LakeWalk.CONTROL_DIRECTORY.name())) {
            return Kind.CONTROL_OF_ANOTHER;
        }
        if (LakeLayout.isHidden(name) || name.equals(LOST_AND_FOUND) || controlPrefix.contains(directory)) {
            return Kind.HIDDEN;
        }
        PartitionWindow window = layout.window(directory).orElse(null);
        if (window == null) {
            return directory.contains(controlPrefix) ? Kind.HIDDEN : Kind.NOT_IN_LAYOUT;
        }
        if (depth == layout.depth()) {
            return Kind.PARTITION;
        }
        return coldWindow.mayHoldCold(window, now) ? Kind.LEVEL : Kind.PRUNED;
    }

    /** @param directory of the layout */
    Temperature temperature(KeyPrefix directory) {
        return coldWindow.temperature(layout.window(directory).orElseThrow(), now);
    }
}
