package dev.coldpress.commit;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import java.util.List;

/** Deletes what Coldpress keeps for itself below the control prefix, and cannot delete anything else. */
record ControlObjects(ObjectStore store, KeyPrefix controlPrefix) {

    /** @throws IllegalArgumentException if an object lies elsewhere; nothing was deleted then */
    List<DeleteResult> delete(List<ObjectRef> objects) {
        for (ObjectRef object : objects) {
            if (!controlPrefix.contains(object.key())) {
                throw new IllegalArgumentException(object.key() + " is not below " + controlPrefix);
            }
        }
        return objects.isEmpty() ? List.of() : store.delete(objects);
    }
}
