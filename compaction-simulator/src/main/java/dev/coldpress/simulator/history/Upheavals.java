package dev.coldpress.simulator.history;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.simulator.lake.LakeContent;
import dev.coldpress.simulator.lake.LakeKeys;
import dev.coldpress.simulator.lake.LakeObject;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.Deed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What happens to a lake beyond the commit protocol: it is copied, mounted in parts, its objects get other versions,
 * and what lies below its control prefix is lost or put back. For the thread that holds the baton.
 */
final class Upheavals {

    private static final String MARKER = "_compaction/_lake";

    private final HistoryState state;
    private final LakeContent content;
    private final Map<ObjectKey, byte[]> backup = new TreeMap<>();

    Upheavals(HistoryState state) {
        this.state = state;
        this.content = state.lake().content();
    }

    /** The object that the deed is about, or any if it is about several; empty if it has to wait. */
    Optional<ObjectKey> target(Deed deed, int pick) {
        return switch (deed) {
            case RESTORE_FILE -> pick(content.gone(), pick);
            case CHANGE_VERSION, UNMOUNT -> pick(state.lake().dataKeys(), pick);
            case MOUNT, COPY_LAKE, COPY_LAKE_BY_OBJECTS -> Optional.of(World.PREFIX.key("all"));
            case CHANGE_VERSION_OF_CONTROL, BACK_UP_CONTROL, DELETE_CONTROL -> pick(control(), pick);
            case RESTORE_CONTROL -> state.isBetweenRuns() ? pick(List.copyOf(backup.keySet()), 0) : Optional.empty();
            case RESTORE_RECORDS ->
                state.isBetweenRuns()
                        ? pick(
                                backup.keySet().stream()
                                        .filter(LakeKeys::isRecord)
                                        .toList(),
                                0)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<ObjectKey> pick(List<ObjectKey> suitable, int pick) {
        return suitable.isEmpty() ? Optional.empty() : Optional.of(suitable.get(pick % suitable.size()));
    }

    private List<ObjectKey> control() {
        return content.objects().keySet().stream().filter(LakeKeys::isControl).toList();
    }

    /** Does a deed that is one step. */
    void happens(Deed deed, ObjectKey key, int pick) {
        switch (deed) {
            case RESTORE_FILE -> state.lake().restore(key);
            case CHANGE_VERSION, CHANGE_VERSION_OF_CONTROL -> changeVersion(key);
            case UNMOUNT -> content.hide(unmounted(pick));
            case MOUNT -> content.show();
            case COPY_LAKE -> goOnWith(bodies(content.objects().keySet()), pick);
            case BACK_UP_CONTROL -> {
                backup.clear();
                backup.putAll(bodies(control()));
            }
            case DELETE_CONTROL -> {
                state.judge().recordDeleted();
                control().forEach(content::remove);
            }
            case RESTORE_CONTROL -> restoreControl();
            case RESTORE_RECORDS -> restoreRecords();
            default -> throw new IllegalArgumentException(deed + " is no upheaval of one step");
        }
    }

    private void changeVersion(ObjectKey key) {
        if (key.path().endsWith(MARKER)) {
            state.judge().recordsLost();
        }
        content.changeVersion(key);
    }

    /** The whole partition, or every other file of it. */
    private List<ObjectKey> unmounted(int pick) {
        List<ObjectKey> all = state.lake().dataKeys();
        List<ObjectKey> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (pick % 3 == 0 || i % 2 == pick % 2) {
                some.add(all.get(i));
            }
        }
        return some;
    }

    private Map<ObjectKey, byte[]> bodies(Iterable<ObjectKey> keys) {
        Map<ObjectKey, byte[]> bodies = new TreeMap<>();
        for (ObjectKey key : keys) {
            LakeObject object = content.find(key);
            if (object != null) {
                bodies.put(key, object.body());
            }
        }
        return bodies;
    }

    /** Whoever works on the original, and whatever is under way to it, never comes to the copy. */
    private void goOnWith(Map<ObjectKey, byte[]> copies, int pick) {
        state.judge().recordsLost();
        content.become(copies, pick % 2 == 0, pick % 3 == 0);
        state.leaveOriginal();
    }

    private void restoreControl() {
        state.judge().recordDeleted();
        content.laterBySeconds();
        control().forEach(content::remove);
        backup.forEach(content::put);
    }

    private void restoreRecords() {
        state.judge().recordDeleted();
        content.laterBySeconds();
        control().stream().filter(LakeKeys::isRecord).forEach(content::remove);
        backup.forEach((key, body) -> {
            if (LakeKeys.isRecord(key)) {
                content.put(key, body);
                state.judge().recordRestored(new String(body, StandardCharsets.UTF_8));
            }
        });
    }

    /** A copy that is made object by object. */
    final class Copying {

        private final int pick;
        private final Deque<ObjectKey> left = new ArrayDeque<>();
        private final Map<ObjectKey, byte[]> copied = new HashMap<>();
        private boolean looksAgain;

        /** @param pick determines the order, and whether there is a second pass for what has changed since */
        Copying(int pick) {
            this.pick = pick;
            this.looksAgain = pick % 3 == 1;
            left.addAll(inSomeOrder(List.copyOf(content.objects().keySet())));
        }

        private List<ObjectKey> inSomeOrder(List<ObjectKey> keys) {
            Comparator<ObjectKey> order = switch (pick % 4) {
                case 0 -> Comparator.naturalOrder();
                case 1 -> Comparator.reverseOrder();
                case 2 -> Comparator.comparing(LakeKeys::isControl).thenComparing(Comparator.naturalOrder());
                default -> Comparator.comparingLong(key -> Fingerprint.add(pick, key.path()));
            };
            return keys.stream().sorted(order).toList();
        }

        /** The next object; empty if nothing is left but to go on with the copy. */
        Optional<ObjectKey> next() {
            return Optional.ofNullable(left.peek());
        }

        /** Copies one object, or goes on with the copy. Returns whether that was the last step. */
        boolean step() {
            ObjectKey key = left.poll();
            if (key == null) {
                goOnWith(copied, pick);
                return true;
            }
            LakeObject object = content.find(key);
            if (object != null) {
                copied.put(key, object.body());
            }
            if (left.isEmpty() && looksAgain) {
                looksAgain = false;
                List<ObjectKey> changed = content.objects().values().stream()
                        .filter(present -> copied.get(present.key()) != present.body())
                        .map(LakeObject::key)
                        .toList();
                left.addAll(inSomeOrder(changed));
            }
            return false;
        }

        long fingerprint() {
            long hash = Fingerprint.START;
            for (ObjectKey key : left) {
                hash = Fingerprint.add(hash, key.path());
            }
            for (Map.Entry<ObjectKey, byte[]> object : new TreeMap<>(copied).entrySet()) {
                hash = Fingerprint.add(hash, object.getKey().path());
                hash = Fingerprint.add(hash, java.util.Arrays.hashCode(object.getValue()));
            }
            return hash;
        }
    }
}
