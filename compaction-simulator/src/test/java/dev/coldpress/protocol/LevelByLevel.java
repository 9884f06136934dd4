package dev.coldpress.protocol;

import dev.coldpress.testkit.store.ForwardingStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;

/** A store that lists trees directory by directory, as a file system does. */
final class LevelByLevel extends ForwardingStore {

    LevelByLevel(InMemoryObjectStore inside) {
        super(inside);
    }

    @Override
    public boolean listsTreesByPage() {
        return false;
    }
}
