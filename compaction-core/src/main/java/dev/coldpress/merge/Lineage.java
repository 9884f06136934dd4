package dev.coldpress.merge;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Which files an output holds the rows of: one 64-bit digest for each file that went into it, also by way of an earlier
 * output. It stands in the output's footer, so that rows that are there twice are found by looking at footers, whatever
 * became of the record of the partition.
 *
 * <p>The digest is over the file's name and its {@linkplain #digest fingerprint}, not over its version: a copy of the file, and
 * the same file delivered again, are the same. A lineage never leaves a file out, since no group is planned whose output would
 * name more than {@link #MAX_FILES}.
 *
 * <p>Some tools keep the metadata of a file that they read in the file that they write, with other rows. So a lineage names
 * the file that it describes and its number of rows, and counts in no other one.
 *
 * <p>Immutable.
 */
public final class Lineage {

    /** 128 KB, which every reader of the footer reads. */
    public static final int MAX_FILES = 1 << 14;

    static final String KEY = "coldpress.lineage";

    /** Of Coldpress before the lineage had fingerprints: digests over name, version and size. */
    static final String KEY_OF_VERSIONS = "coldpress.source.ids";

    private static final String FORMAT = "1";
    private static final Lineage NONE = new Lineage(new long[0]);

    /** In ascending order, each once. */
    private final long[] files;

    private Lineage(long[] files) {
        this.files = files;
    }

    /**
     * What the footer of an output says of it.
     *
     * @return empty if it says nothing, or speaks of another file, as for every file that is no output
     */
    static Lineage of(ObjectKey key, long rowCount, Map<String, String> keyValueMetadata) {
        String[] fields = keyValueMetadata.getOrDefault(KEY, "").split(" ", 4);
        if (fields.length == 4) {
            boolean isOfThisFile = fields[0].equals(FORMAT)
                    && fields[1].equals(String.valueOf(rowCount))
                    && fields[2].equals(key.name());
            return isOfThisFile ? decode(fields[3]) : NONE;
        }
        return decode(keyValueMetadata.getOrDefault(KEY_OF_VERSIONS, ""));
    }

    static Lineage of(long... digests) {
        return new Lineage(LongStream.of(digests).sorted().distinct().toArray());
    }

    static Lineage union(Collection<Lineage> lineages) {
        return of(lineages.stream()
                .flatMapToLong(lineage -> Arrays.stream(lineage.files))
                .toArray());
    }

    /**
     * The digest of a file that is no output: the first eight bytes of the SHA-256 of its name, size, number of rows, the
     * hash of its footer, and the hash of all its bytes where they are known.
     */
    static long digest(ObjectRef file, long rowCount, long footerHash, OptionalLong contentHash) {
        return sha256(String.join(
                "\n",
                file.key().name(),
                String.valueOf(file.sizeBytes()),
                String.valueOf(rowCount),
                Long.toHexString(footerHash),
                contentHash.isPresent() ? Long.toHexString(contentHash.getAsLong()) : "-"));
    }

    /**
     * The digest under which an older version of Coldpress took up this very write of a file. Of the version the core alone, which
     * is what that read.
     */
    static long digestOfVersion(ObjectRef file) {
        return sha256(file.key().name() + "\n" + file.version().core() + "\n" + file.sizeBytes());
    }

    private static long sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    boolean isEmpty() {
        return files.length == 0;
    }

    /** How many files it names. */
    public int size() {
        return files.length;
    }

    boolean contains(long digest) {
        return Arrays.binarySearch(files, digest) >= 0;
    }

    boolean containsAll(Lineage other) {
        return common(other) == other.size();
    }

    /** How many files both name. */
    int common(Lineage other) {
        int common = 0;
        int there = 0;
        for (long file : files) {
            while (there < other.files.length && other.files[there] < file) {
                there++;
            }
            common += there < other.files.length && other.files[there] == file ? 1 : 0;
        }
        return common;
    }

    /** The value of {@link #KEY} in the footer of the file that it describes. */
    String encode(ObjectKey output, long rowCount) {
        ByteBuffer bytes = ByteBuffer.allocate(files.length * Long.BYTES);
        bytes.asLongBuffer().put(files);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
        return String.join(" ", FORMAT, String.valueOf(rowCount), output.name(), encoded);
    }

    private static Lineage decode(String encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
            long[] digests = new long[bytes.remaining() / Long.BYTES];
            bytes.asLongBuffer().get(digests);
            return of(digests);
        } catch (IllegalArgumentException e) {
            // Somebody else's value under this key: nothing is known then.
            return NONE;
        }
    }
}
