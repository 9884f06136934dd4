package dev.coldpress.testkit.simulation;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.testkit.simulation.World.BystanderSpec;
import dev.coldpress.testkit.simulation.World.Deed;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A writer, a user or a reader. It needs no thread: whoever holds the baton makes its steps. */
final class BystanderActor extends Actor {

    private final History history;
    private final Deque<Deed> deeds;
    private final int pick;
    /** What is left of a deletion of the partition. */
    private final Deque<ObjectKey> toDelete = new ArrayDeque<>();

    private @Nullable PageReader reader;

    BystanderActor(int index, History history, BystanderSpec spec) {
        super(index, spec.name());
        this.history = history;
        this.deeds = new ArrayDeque<>(spec.deeds());
        this.pick = spec.pick();
    }

    @Override
    @Nullable
    Call pending() {
        if (!toDelete.isEmpty()) {
            return call(Operation.REMOVE, toDelete.element().path());
        }
        if (reader != null) {
            return call(Operation.LIST, History.PREFIX.path());
        }
        if (deeds.isEmpty()) {
            return null;
        }
        Deed deed = deeds.element();
        if (deed == Deed.READ_LISTING || deed == Deed.DELETE_PARTITION) {
            return call(Operation.LIST, History.PREFIX.path());
        }
        return history.lake()
                .target(deed, pick)
                .map(key -> call(Lake.isRemoval(deed) ? Operation.REMOVE : Operation.PUT, key.path()))
                .orElse(null);
    }

    private Call call(Operation operation, String target) {
        return new Call(index, calls, operation, target);
    }

    @Override
    long fingerprint() {
        long hash = Fingerprint.add(index, deeds.size());
        for (ObjectKey key : toDelete) {
            hash = Fingerprint.add(hash, key.path());
        }
        return reader == null ? hash : Fingerprint.add(hash, reader.fingerprint());
    }

    /** Makes the pending call. */
    void step(Call call) {
        calls++;
        Lake lake = history.lake();
        if (!toDelete.isEmpty()) {
            lake.removeByUser(toDelete.remove());
        } else if (reader != null) {
            read();
        } else {
            begin(deeds.remove(), call.target());
        }
        history.note(this, call, "");
    }

    private void begin(Deed deed, String target) {
        Lake lake = history.lake();
        switch (deed) {
            case READ_LISTING -> {
                reader = new PageReader(history);
                read();
            }
            case DELETE_PARTITION -> toDelete.addAll(lake.dataKeys());
            case DELETE_SOURCE, DELETE_OUTPUT, DELETE_RECORD -> lake.removeByUser(ObjectKey.of(target));
            default -> lake.writeByWriter(deed, ObjectKey.of(target));
        }
    }

    private void read() {
        if (reader != null && reader.readPage()) {
            reader = null;
        }
    }
}
