package dev.coldpress.commit;

import dev.coldpress.partition.PartitionListing;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.port.WriteResult.Conflict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listings of partitions of which the records said that each file in them is explained: none has rows of another one,
 * and none has to be deleted. A run keeps them in {@code _compaction/_rest/<scope>}, as 128 bits of a hash each, and
 * needs no record of a partition whose listing is among them.
 *
 * <p>What is said of a listing stays true: no file in it has rows of another one. What a later record says of rows
 * concerns files that came later, and those are not in the listing, or a plan in progress, of which there is a note. So
 * it makes no difference which process wrote the object, when, and what became of it: if it is lost, cut, or
 * overwritten by another compactor, records are read again.
 *
 * <p>For several threads. {@link #read} and {@link #write} are the beginning and the end of a run.
 */
public final class RestIndex {

    private static final Logger LOG = LoggerFactory.getLogger(RestIndex.class);

    private static final byte[] FIRST_BYTES = "coldpress-rest 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 16;
    private static final int ATTEMPTS = 3;

    /** So the object stays below 16 MiB. Partitions beyond cost a listing and a record each, as without it. */
    private static final int MOST_LISTINGS = 1_000_000;

    private static final int MAX_BYTES = FIRST_BYTES.length + MOST_LISTINGS * HASH_BYTES;

    /** Listings that are no longer there are given up once they are this many more than half of all. */
    private static final int SPARE = 1_000;

    private final ObjectStore store;
    private final ObjectKey key;
    private final Supplier<String> lake;
    private @Nullable ObjectVersion version;
    private Set<Hash> former = Set.of();
    private Set<Hash> present = new HashSet<>();
    private boolean isCollecting;
    private int seen;

    /**
     * Nothing is known yet.
     *
     * @param lake gives the identity of the lake, and an empty text as long as it has no marker: then nothing is known
     *     and nothing kept
     * @param scope what decides which partitions a run looks at, and which of their objects are data files
     */
    public RestIndex(ObjectStore store, KeyPrefix controlPrefix, Supplier<String> lake, List<String> scope) {
        this.store = store;
        this.lake = lake;
        Hash name = hash(digest -> scope.forEach(text -> add(digest, text)));
        this.key = controlPrefix.child("_rest").key(Long.toHexString(name.high));
    }

    private record Hash(long high, long low) {

        /** Another one for each other hash; the same again if it is done twice. */
        Hash with(Hash other) {
            return new Hash(high ^ other.high, low ^ other.low);
        }

        // Written out because what Java makes for records takes long at its first call.
        @Override
        public boolean equals(Object other) {
            return other instanceof Hash that && high == that.high && low == that.low;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(low);
        }
    }

    /**
     * Reads what earlier runs have found, after the marker.
     *
     * @param collects whether what is {@linkplain #add added} is kept for {@link #write}
     */
    public synchronized void read(boolean collects) {
        // Where the store does not list trees by page, nobody would ask.
        boolean isOfUse = store.listsTreesByPage();
        isCollecting = collects && isOfUse;
        present = new HashSet<>();
        former = Set.of();
        seen = 0;
        try {
            former = isOfUse && !lake.get().isEmpty() ? stored() : Set.of();
        } catch (StoreException e) {
            LOG.warn("This run reads the records of all partitions, since {} cannot be read: {}", key, e.getMessage());
        }
    }

    private Set<Hash> stored() {
        version = null;
        Optional<StoredObject> found = store.get(key, MAX_BYTES);
        if (found.isEmpty()) {
            return Set.of();
        }
        version = found.get().version();
        return parse(found.get(), ofLake());
    }

    /**
     * The marker may be written in the midst of a run, so the identity of the lake comes into the hashes only where
     * they are stored.
     */
    private Hash ofLake() {
        return hash(digest -> add(digest, lake.get()));
    }

    private static Set<Hash> parse(StoredObject object, Hash lake) {
        ByteBuffer body = ByteBuffer.wrap(object.body());
        if (body.remaining() < FIRST_BYTES.length
                || !ByteBuffer.wrap(FIRST_BYTES).equals(body.slice(0, FIRST_BYTES.length))) {
            return Set.of();
        }
        body.position(FIRST_BYTES.length);
        Set<Hash> hashes = new HashSet<>();
        while (body.remaining() >= HASH_BYTES) {
            hashes.add(new Hash(body.getLong(), body.getLong()).with(lake));
        }
        return hashes;
    }

    /** How many listings of earlier runs were not met again since {@link #read}. */
    public synchronized int unseen() {
        return former.size() - seen;
    }

    /** Whether an earlier run has found that each file of the listing is explained. */
    public synchronized boolean contains(KeyPrefix partition, PartitionListing listing) {
        Hash hash = hash(partition, listing);
        if (!former.contains(hash)) {
            return false;
        }
        seen += present.add(hash) ? 1 : 0;
        return true;
    }

    /** A text for a listing of which each file is explained, to be {@linkplain #add added}, by another process too. */
    public static String mark(KeyPrefix partition, PartitionListing listing) {
        Hash hash = hash(partition, listing);
        return HexFormat.of().toHexDigits(hash.high) + HexFormat.of().toHexDigits(hash.low);
    }

    /**
     * Each file of a listing is explained. Nothing is kept of it outside of a run.
     *
     * @param mark of the listing
     */
    public synchronized void add(String mark) {
        if (isCollecting && present.size() < MOST_LISTINGS) {
            int half = mark.length() / 2;
            present.add(new Hash(
                    HexFormat.fromHexDigitsToLong(mark, 0, half),
                    HexFormat.fromHexDigitsToLong(mark, half, mark.length())));
        }
    }

    /**
     * Keeps what was found for later runs, if it is new. A fault costs these runs a few requests and is no failure.
     *
     * @param isWhole whether the run came to all partitions
     */
    public synchronized void write(boolean isWhole) {
        isCollecting = false;
        if (!present.isEmpty() && !lake.get().isEmpty()) {
            writeIfNew(isWhole);
        }
        former = Set.of();
        present = new HashSet<>();
    }

    private void writeIfNew(boolean isWhole) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                boolean isMuchGone = isWhole && former.size() > 2 * present.size() + SPARE;
                if ((former.containsAll(present) && !isMuchGone) || !(put(isMuchGone) instanceof Conflict)) {
                    return;
                }
                former = stored();
            }
        } catch (StoreException e) {
            LOG.warn(
                    "The next run reads the records of all partitions, since {} cannot be written: {}",
                    key,
                    e.getMessage());
        }
    }

    private WriteResult put(boolean withoutFormer) {
        Set<Hash> all = new HashSet<>(present);
        if (!withoutFormer) {
            all.addAll(former);
        }
        if (all.size() > MOST_LISTINGS) {
            all = present;
        }
        return store.put(key, text(all, ofLake()), condition());
    }

    private WriteCondition condition() {
        StoreCapabilities can = store.capabilities();
        ObjectVersion found = version;
        if (found == null) {
            return can.createIfAbsent() ? WriteCondition.ABSENT : WriteCondition.NONE;
        }
        return can.replaceIfVersion() ? WriteCondition.at(found) : WriteCondition.NONE;
    }

    private static byte[] text(Set<Hash> hashes, Hash lake) {
        ByteBuffer body = ByteBuffer.allocate(FIRST_BYTES.length + hashes.size() * HASH_BYTES)
                .put(FIRST_BYTES);
        hashes.stream()
                .map(hash -> hash.with(lake))
                .sorted(Comparator.comparingLong(Hash::high).thenComparingLong(Hash::low))
                .forEach(hash -> body.putLong(hash.high).putLong(hash.low));
        return body.array();
    }

    private static Hash hash(KeyPrefix partition, PartitionListing listing) {
        return hash(digest -> {
            add(digest, partition.path());
            for (ListedObject object : listing.objects()) {
                add(digest, object.key().name());
                add(digest, object.ref().version().token());
                add(digest, Long.toString(object.ref().sizeBytes()));
            }
        });
    }

    private static Hash hash(Consumer<MessageDigest> content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.accept(digest);
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
            return new Hash(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** No text has a zero byte in it, so that texts behind each other cannot be taken for others. */
    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
