package dev.coldpress.simulator.history;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.simulator.lake.Lake;
import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.step.Operation;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.BystanderSpec;
import dev.coldpress.simulator.world.World.Deed;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A writer, a user or a reader. It needs no thread: whoever holds the baton makes its steps. */
final class BystanderActor extends Actor {

    private final HistoryState state;
    private final Upheavals upheavals;
    private final Deque<Deed> deeds;
    private final int pick;
    /** What is left of a deletion of the partition. */
    private final Deque<ObjectKey> toDelete = new ArrayDeque<>();

    private @Nullable PageReader reader;
    private Upheavals.@Nullable Copying copying;

    BystanderActor(int index, HistoryState state, Upheavals upheavals, BystanderSpec spec) {
        super(index, spec.name());
        this.state = state;
        this.upheavals = upheavals;
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
            return call(Operation.LIST, World.PREFIX.path());
        }
        if (copying != null) {
            return call(Operation.COPY_FROM, copying.next().map(ObjectKey::path).orElse("the copy"));
        }
        if (deeds.isEmpty()) {
            return null;
        }
        Deed deed = deeds.element();
        if (deed == Deed.READ_LISTING || deed == Deed.DELETE_PARTITION) {
            return call(Operation.LIST, World.PREFIX.path());
        }
        if (isUpheaval(deed)) {
            return upheavals
                    .target(deed, pick)
                    .map(key -> call(Operation.UPHEAVAL, deed + " " + key.path()))
                    .orElse(null);
        }
        return state.lake()
                .target(deed, pick)
                .map(key -> call(Lake.isRemoval(deed) ? Operation.REMOVE : Operation.PUT, key.path()))
                .orElse(null);
    }

    private static boolean isUpheaval(Deed deed) {
        return deed.compareTo(Deed.RESTORE_FILE) >= 0;
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
        if (copying != null) {
            hash = Fingerprint.add(hash, copying.fingerprint());
        }
        return reader == null ? hash : Fingerprint.add(hash, reader.fingerprint());
    }

    /** Makes the pending call. */
    void step(Call call) {
        calls++;
        Lake lake = state.lake();
        if (!toDelete.isEmpty()) {
            lake.removeByUser(toDelete.remove(), state.isCompacting());
        } else if (reader != null) {
            read();
        } else if (copying != null) {
            copying = copying.step() ? null : copying;
        } else {
            begin(deeds.remove(), call.target());
        }
        state.note(this, call, "");
    }

    private void begin(Deed deed, String target) {
        Lake lake = state.lake();
        switch (deed) {
            case READ_LISTING -> {
                reader = new PageReader(state);
                read();
            }
            case DELETE_PARTITION -> toDelete.addAll(lake.dataKeys());
            case DELETE_SOURCE, DELETE_OUTPUT, DELETE_LARGEST_OUTPUT ->
                lake.removeByUser(ObjectKey.of(target), state.isCompacting());
            case DELETE_RECORD -> {
                state.judge().recordDeleted();
                lake.removeByUser(ObjectKey.of(target), true);
            }
            case COPY_LAKE_BY_OBJECTS -> copying = upheavals.new Copying(pick);
            default -> {
                if (isUpheaval(deed)) {
                    ObjectKey key = ObjectKey.of(target.substring(target.indexOf(' ') + 1));
                    upheavals.happens(deed, key, pick);
                } else {
                    lake.writeByWriter(deed, ObjectKey.of(target), state.isCompacting());
                }
            }
        }
    }

    private void read() {
        if (reader != null && reader.readPage()) {
            reader = null;
        }
    }
}
