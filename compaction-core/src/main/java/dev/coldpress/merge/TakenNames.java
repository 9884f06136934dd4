package dev.coldpress.merge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * The names of files whose rows went into outputs, as 32-bit hashes: four bytes a name, which a record can carry. A
 * name that was never taken may be said to be taken, once in four billion; the other way round never.
 *
 * <p>Immutable.
 */
public final class TakenNames {

    /** Of a partition about which nothing is known: any name may have been taken. */
    public static final TakenNames ALL = new TakenNames(new int[0], true);

    public static final TakenNames NONE = new TakenNames(new int[0], false);

    /** 256 KB. Beyond it every name counts as taken: that costs reads, and nothing else. */
    private static final int MAX_NAMES = 1 << 16;

    private static final String TEXT_OF_ALL = "all";

    /** In ascending order, each once. */
    private final int[] hashes;

    private final boolean all;

    private TakenNames(int[] hashes, boolean all) {
        this.hashes = hashes;
        this.all = all;
    }

    public boolean mayContain(String name) {
        return all || Arrays.binarySearch(hashes, hash(name)) >= 0;
    }

    public TakenNames plus(Collection<String> names) {
        if (all || names.isEmpty()) {
            return this;
        }
        return of(IntStream.concat(Arrays.stream(hashes), names.stream().mapToInt(TakenNames::hash)));
    }

    /** The CRC-32C of the name in UTF-8: it stands in records and never changes. */
    private static int hash(String name) {
        CRC32C crc = new CRC32C();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    /** What either knows. */
    public TakenNames plus(TakenNames other) {
        return all || other.all ? ALL : of(IntStream.concat(Arrays.stream(hashes), Arrays.stream(other.hashes)));
    }

    private static TakenNames of(IntStream hashes) {
        int[] sorted = hashes.sorted().distinct().toArray();
        return sorted.length > MAX_NAMES ? ALL : new TakenNames(sorted, false);
    }

    /** One word. */
    public String text() {
        if (all) {
            return TEXT_OF_ALL;
        }
        ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Integer.BYTES);
        bytes.asIntBuffer().put(hashes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static TakenNames parse(String text) {
        if (text.equals(TEXT_OF_ALL)) {
            return ALL;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        if (bytes.remaining() % Integer.BYTES != 0) {
            throw new IllegalArgumentException("the names that were taken are cut off");
        }
        int[] hashes = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(hashes);
        return of(IntStream.of(hashes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TakenNames names && names.all == all && Arrays.equals(names.hashes, hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return all ? "all names" : hashes.length + " names";
    }
}
