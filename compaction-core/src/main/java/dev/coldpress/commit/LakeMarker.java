package dev.coldpress.commit;

import dev.coldpress.partition.LakeWalk;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.record.ControlFormat;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.PartitionRecord;
import dev.coldpress.record.PartitionRecord.Retained;
import dev.coldpress.record.UnfitStoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The object {@code _compaction/_lake}, which says that this is a lake, where its records are, and which lake it is. It
 * lies at that place whatever the control prefix is, so that all compactors of a lake find it.
 *
 * <p>Two sets of records round the same files would plan the same sources twice. So a lake has one place of records, no
 * lake lies inside another one, and whoever finds otherwise refuses to work.
 *
 * <p>The identity of a lake is made of a random id in the marker, of the <em>version</em> of the marker, and of the
 * place of the root. A copy of the lake has other versions, or lies elsewhere, and so has another identity, without a
 * word being written into it. Records carry the identity of the lake that they were written in.
 *
 * <p>For several threads, of which one at a time calls {@link #settle}.
 */
public final class LakeMarker {

    static final ObjectKey KEY = LakeWalk.CONTROL_DIRECTORY.key("_lake");

    /** What an older version of Coldpress left in a lake, at least. */
    private static final ObjectKey FORMAT = LakeWalk.CONTROL_DIRECTORY.key(ControlFormat.NAME);

    private static final String FIRST_LINE = "coldpress-lake 1";
    private static final String ID = "id ";
    private static final String CONTROL = "control ";
    private static final int MAX_BYTES = 4 << 10;
    private static final int IDENTITY_BYTES = 16;

    private final ObjectStore store;
    private final KeyPrefix controlPrefix;
    private volatile String identity = "";

    public LakeMarker(ObjectStore store, KeyPrefix controlPrefix) {
        this.store = store;
        this.controlPrefix = controlPrefix;
    }

    /**
     * Reads the marker, at the beginning of a run, and looks for lakes around this one.
     *
     * @throws UnfitStoreException if the lake has another set of records, or lies inside another lake
     * @throws DamagedRecordException if the marker cannot be understood
     * @throws StoreException if the store does not answer
     */
    public void read() {
        readIdentity();
        if (identity.isEmpty() && !controlPrefix.equals(LakeWalk.CONTROL_DIRECTORY)) {
            store.head(FORMAT).ifPresent(object -> refuseOther(LakeWalk.CONTROL_DIRECTORY.path()));
        }
        requireNoneAbove();
    }

    /**
     * Reads the marker alone, for whoever only looks.
     *
     * @throws UnfitStoreException if its records are elsewhere
     */
    public void readIdentity() {
        identity = find().orElse("");
    }

    private void requireNoneAbove() {
        store.firstAbove(List.of(KEY, FORMAT)).ifPresent(place -> {
            throw new UnfitStoreException("This lake lies inside another one, which has the object " + place
                    + ". Two sets of records for the same files would double rows, so nothing was done. Compact the outer"
                    + " lake alone; or, if nobody compacts that any more, delete its directory "
                    + LakeWalk.CONTROL_DIRECTORY);
        });
    }

    /** Whether a directory is a lake of its own, and not only has a directory of that name. */
    public boolean isLake(KeyPrefix directory) {
        return store.head(KEY.under(directory)).isPresent()
                || store.head(FORMAT.under(directory)).isPresent();
    }

    /**
     * To be called of a directory that has one called as control directories are.
     *
     * @throws UnfitStoreException if it is a lake of its own
     */
    public void requireNoLakeIn(KeyPrefix directory) {
        if (isLake(directory)) {
            throw new UnfitStoreException(textOfLakeInside(directory));
        }
    }

    /** What there is to say of a directory that is a lake of its own. */
    public static String textOfLakeInside(KeyPrefix directory) {
        return "The directory " + directory + " has records of its own, in "
                + LakeWalk.CONTROL_DIRECTORY.under(directory)
                + ". Two sets of records for the same files would double rows, so nothing was done. Compact that directory"
                + " alone, and the rest of the lake by roots beside it; or, if nobody compacts that any more, delete its"
                + " directory " + LakeWalk.CONTROL_DIRECTORY;
    }

    /**
     * Writes the marker if the lake has none.
     *
     * @param ids for the id of a lake that gets its marker now
     * @return whether it had none when it was last {@linkplain #read read}: a lake around or inside it may have been
     *     begun since, so both have to be looked for once more
     */
    public boolean settle(IdSource ids) {
        if (!identity.isEmpty()) {
            return false;
        }
        byte[] body = (FIRST_LINE + "\n" + ID + ids.next() + "\n" + CONTROL + controlPrefix + "\n")
                .getBytes(StandardCharsets.UTF_8);
        WriteResult result = store.put(
                KEY, body, store.capabilities().createIfAbsent() ? WriteCondition.ABSENT : WriteCondition.NONE);
        String found = find().orElseThrow(() -> new StoreException(
                StoreException.Kind.UNAVAILABLE, "The store did not take the object " + KEY + ": " + result));
        // As long as this is not answered the lake counts as one without a marker, and the next partition looks again.
        requireNoneAbove();
        identity = found;
        return true;
    }

    /** 32 hexadecimal digits; empty as long as the lake has no marker. */
    public String identity() {
        return identity;
    }

    /**
     * Whether a record was written in another lake than this one, of which this one is a copy; or may have been, as a
     * record that is older than identities, or a marker that was written anew. What it says of versions, and of what
     * may be deleted, holds there.
     */
    public boolean isOfAnotherLake(PartitionRecord record) {
        String lake = record.stamp().lake();
        return lake.isEmpty() || !lake.equals(identity);
    }

    /** What of the facts that a record retains holds in this lake. */
    public Retained retainedHere(PartitionRecord record) {
        return isOfAnotherLake(record) ? record.retained().inACopy() : record.retained();
    }

    private Optional<String> find() {
        Optional<StoredObject> found = store.get(KEY, MAX_BYTES);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String[] lines = new String(found.get().body(), StandardCharsets.UTF_8).split("\n", -1);
        boolean isWhole = lines.length == 4
                && lines[0].equals(FIRST_LINE)
                && lines[1].startsWith(ID)
                && lines[2].startsWith(CONTROL)
                && lines[3].isEmpty();
        if (!isWhole) {
            throw new DamagedRecordException(KEY, "it is not of the form '" + FIRST_LINE + "'");
        }
        String control = lines[2].substring(CONTROL.length());
        if (!control.equals(controlPrefix.path())) {
            refuseOther(control);
        }
        return Optional.of(identity(lines[1] + "\n" + found.get().version() + "\n" + store.location()));
    }

    private void refuseOther(String control) {
        throw new UnfitStoreException(
                "The records of this lake are below " + control + ", and this compactor would keep its"
                        + " own below " + controlPrefix
                        + ". Two sets of records for the same files would double rows, so nothing was"
                        + " done. Set controlPrefix to " + control);
    }

    private static String identity(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, IDENTITY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
