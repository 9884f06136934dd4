package dev.coldpress.record;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import java.util.ArrayList;
import java.util.List;

/** Lists and deletes what Coldpress keeps for itself below the control prefix, and cannot delete anything else. */
public record ControlObjects(ObjectStore store, KeyPrefix controlPrefix) {

    /** All that lies below a directory. */
    public List<ListedObject> list(KeyPrefix directory) {
        List<ListedObject> found = new ArrayList<>();
        store.listEach(ListRequest.tree(directory), found::add);
        return found;
    }

    /**
     * Deletes objects below the control prefix.
     *
     * @throws IllegalArgumentException if an object lies elsewhere; nothing was deleted then
     */
    public List<DeleteResult> delete(List<ObjectRef> objects) {
        for (ObjectRef object : objects) {
            if (!controlPrefix.contains(object.key())) {
                throw new IllegalArgumentException(object.key() + " is not below " + controlPrefix);
            }
        }
        return objects.isEmpty() ? List.of() : store.delete(objects);
    }
}
