package dev.coldpress.simulator.lake;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.Deed;
import dev.coldpress.simulator.world.World.InitialFile;
import dev.coldpress.testkit.codec.RowCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What writers and users do to the data files. Rows are numbered in the order in which they are written. */
public final class Lake {

    private final LakeContent content;
    private final RowLedger ledger;
    private final Map<ObjectKey, byte[]> deletedByUser = new TreeMap<>();
    private final Map<ObjectKey, PhysicalType> types = new HashMap<>();
    /** What writers wrote last under each key. */
    private final Map<ObjectKey, byte[]> delivered = new TreeMap<>();

    private int rows;
    private int lateFiles;

    public Lake(LakeContent content, RowLedger ledger) {
        this.content = content;
        this.ledger = ledger;
    }

    public LakeContent content() {
        return content;
    }

    public void addInitial(InitialFile file) {
        List<String> fresh = freshRows(file.rowCount());
        if (file.poisoned()) {
            fresh.add(RowCodec.POISON);
        }
        ObjectKey key = file.key();
        types.put(key, file.type());
        byte[] body = RowCodec.file(file.type(), fresh);
        delivered.put(key, body);
        ledger.writtenByWriter(content.put(key, body));
    }

    private List<String> freshRows(int count) {
        List<String> fresh = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fresh.add("r" + rows++ + TraceText.PADDING);
        }
        return fresh;
    }

    public List<ObjectKey> dataKeys() {
        return content.dataFiles().stream().map(LakeObject::key).toList();
    }

    public static boolean isRemoval(Deed deed) {
        return deed == Deed.DELETE_SOURCE
                || deed == Deed.DELETE_OUTPUT
                || deed == Deed.DELETE_LARGEST_OUTPUT
                || deed == Deed.DELETE_RECORD;
    }

    /**
     * The key that a deed is about; empty if it has to wait.
     *
     * @param pick which of the objects that suit, counted round
     */
    public Optional<ObjectKey> target(Deed deed, int pick) {
        return switch (deed) {
            case ADD_FILE -> Optional.of(World.PREFIX.key("late-" + lateFiles + ".parquet"));
            case DELETE_OUTPUT -> one(true, pick);
            case DELETE_LARGEST_OUTPUT ->
                content.dataFiles().stream()
                        .filter(file -> LakeKeys.isOutput(file.key()))
                        .max(Comparator.comparingInt(file -> file.rows().size()))
                        .map(LakeObject::key);
            case DELETE_SOURCE, OVERWRITE_WITH_OTHER_ROWS, OVERWRITE_WITH_SAME_BYTES -> one(false, pick);
            case DELETE_RECORD ->
                content.objects().keySet().stream()
                        .filter(key -> key.path().startsWith("_compaction/" + World.PREFIX))
                        .findFirst();
            case RECREATE_WITH_SAME_BYTES ->
                deletedByUser.keySet().stream()
                        .filter(key -> content.find(key) == null && !content.isHidden(key))
                        .findFirst();
            case REDELIVER, REDELIVER_WITH_OTHER_ROWS ->
                pick(
                        delivered.keySet().stream()
                                .filter(key -> !content.isHidden(key))
                                .toList(),
                        pick);
            default -> throw new IllegalArgumentException(deed + " is about no single key");
        };
    }

    private static Optional<ObjectKey> pick(List<ObjectKey> suitable, int pick) {
        return suitable.isEmpty() ? Optional.empty() : Optional.of(suitable.get(pick % suitable.size()));
    }

    private Optional<ObjectKey> one(boolean output, int pick) {
        return pick(
                dataKeys().stream()
                        .filter(key -> LakeKeys.isOutput(key) == output)
                        .toList(),
                pick);
    }

    /**
     * A user deletes an object.
     *
     * @param duringMerge whether a compaction is under way
     */
    public void removeByUser(ObjectKey key, boolean duringMerge) {
        content.remove(key).ifPresent(object -> {
            if (!LakeKeys.isOutput(key)) {
                deletedByUser.put(key, object.body());
            }
            ledger.removedByUser(object, duringMerge);
        });
    }

    /** Puts a file back as it was last there. For whoever wrote it, a file that is no output is there again. */
    public void restore(ObjectKey key) {
        content.laterBySeconds();
        LakeObject restored = content.put(key, content.pastBody(key));
        if (LakeKeys.isOutput(key)) {
            ledger.restoredByUser(restored);
        } else {
            ledger.writtenByWriter(restored);
        }
    }

    /**
     * A writer writes a file.
     *
     * @param duringMerge whether a compaction is under way
     */
    public void writeByWriter(Deed deed, ObjectKey key, boolean duringMerge) {
        LakeObject old = content.find(key);
        byte[] body = switch (deed) {
            case OVERWRITE_WITH_SAME_BYTES -> bodyOf(key);
            case RECREATE_WITH_SAME_BYTES -> deletedByUser.getOrDefault(key, new byte[0]);
            case REDELIVER -> delivered.getOrDefault(key, new byte[0]);
            default -> RowCodec.file(types.getOrDefault(key, PhysicalType.BYTE_ARRAY), freshRows(1));
        };
        lateFiles += deed == Deed.ADD_FILE ? 1 : 0;
        if (deed == Deed.REDELIVER) {
            // A sink comes back to a file much later than within the second, which is a risk of its own.
            content.laterBySeconds();
        }
        delivered.put(key, body);
        LakeObject written = content.put(key, body);
        if (old != null) {
            ledger.removedByUser(old, duringMerge);
        }
        ledger.writtenByWriter(written);
    }

    private byte[] bodyOf(ObjectKey key) {
        LakeObject present = content.find(key);
        return present == null ? new byte[0] : present.body();
    }
}
