package dev.coldpress.merge;

import dev.coldpress.plan.OutputNames;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.ByteHash;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.RowGroupSummary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The files whose rows an output holds: one 64-bit digest for each file that went into it, directly or through an
 * earlier output, and a hash of 32 bits of its name. It is in the footer of the output. So doubled rows are found from
 * footers alone, even if the record of the partition is lost.
 *
 * <p>The digest is over the file's name and its {@linkplain #digest fingerprint}, not over its version: a copy of the
 * file, and the same file delivered again, are the same. A lineage never leaves a file out, since no group is planned
 * whose output would name more than {@link #MAX_FILES}.
 *
 * <p>Some tools keep the metadata of a file that they read in the file that they write, with other rows. So a lineage
 * names the file that it describes and the size of each of its row groups, and counts in no other one.
 *
 * <p>Immutable.
 */
public final class Lineage {

    /** 192 KB, which every reader of the footer reads. */
    public static final int MAX_FILES = 1 << 14;

    /** How the writer of an output begins. */
    static final String APPLICATION = "coldpress version ";

    static final String KEY = "coldpress.lineage";

    /** Of Coldpress before the lineage had fingerprints: digests over name, version and size. */
    static final String KEY_OF_VERSIONS = "coldpress.source.ids";

    private static final String FORMAT = "1";
    private static final int FIELDS = 5;
    private static final Lineage NONE = new Lineage(new long[0], TakenNames.NONE);

    /** In ascending order, each once. */
    private final long[] files;

    private final TakenNames names;

    private Lineage(long[] files, TakenNames names) {
        this.files = files;
        this.names = names;
    }

    /**
     * What the footer of an output says of it.
     *
     * @return empty if it says nothing, or speaks of another file, as for every file that is no output
     */
    static Lineage of(ObjectKey key, ParquetFooter footer) {
        String[] fields = footer.keyValueMetadata().getOrDefault(KEY, "").split(" ", FIELDS);
        if (fields.length == FIELDS) {
            boolean isOfThisFile = fields[0].equals(FORMAT)
                    && fields[1].equals(key.name())
                    && fields[2].equals(shape(footer.rowGroups()));
            return isOfThisFile ? decode(fields[3], fields[4]) : NONE;
        }
        // Of that time nothing in the file tells whether somebody else has written it again, but for the writer's name.
        boolean isOurs = OutputNames.isOutput(key) && footer.createdBy().startsWith(APPLICATION);
        return isOurs ? decode(footer.keyValueMetadata().getOrDefault(KEY_OF_VERSIONS, ""), "") : NONE;
    }

    /** Rows and bytes of each row group, hashed: another writer, or other rows, do not come out at the same. */
    private static String shape(List<RowGroupSummary> rowGroups) {
        StringBuilder text = new StringBuilder();
        rowGroups.forEach(group -> text.append(group.rowCount())
                .append(' ')
                .append(group.compressedBytes())
                .append('\n'));
        return Long.toHexString(ByteHash.of(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /** Of an output that has taken up one file. */
    static Lineage ofFile(ObjectKey file, long digest) {
        return new Lineage(new long[] {digest}, TakenNames.NONE.plus(List.of(file.name())));
    }

    static Lineage union(Collection<Lineage> lineages) {
        TakenNames names = TakenNames.NONE;
        for (Lineage lineage : lineages) {
            names = names.plus(lineage.names);
        }
        return new Lineage(sorted(lineages.stream().flatMapToLong(lineage -> Arrays.stream(lineage.files))), names);
    }

    private static long[] sorted(LongStream digests) {
        return digests.sorted().distinct().toArray();
    }

    /**
     * The digest of a file that is no output: the first eight bytes of the SHA-256 of its name, size, number of rows,
     * the hash of its footer, and the hash of all its bytes where they are known.
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
     * The digest under which an older version of Coldpress took up this very write of a file. Of the version the core
     * alone, which is what that read.
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

    /** The names of the files, as far as they are known: an older version of Coldpress wrote none down. */
    public TakenNames names() {
        return names;
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
    String encode(ObjectKey output, List<RowGroupSummary> rowGroups) {
        ByteBuffer bytes = ByteBuffer.allocate(files.length * Long.BYTES);
        bytes.asLongBuffer().put(files);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
        return String.join(" ", FORMAT, output.name(), shape(rowGroups), encoded, names.text());
    }

    private static Lineage decode(String files, String names) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(files));
            long[] digests = new long[bytes.remaining() / Long.BYTES];
            bytes.asLongBuffer().get(digests);
            return new Lineage(sorted(LongStream.of(digests)), TakenNames.parse(names));
        } catch (IllegalArgumentException e) {
            // Somebody else's value under this key: nothing is known then.
            return NONE;
        }
    }
}
