package dev.coldpress.merge;

import dev.coldpress.port.ObjectRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files an output holds the rows of: a short digest for each write of a file that went into it, also by way of an
 * earlier output. It stands in the output's footer, so that rows that are there twice are found by a look at footers, even
 * if the record of the partition was lost.
 *
 * @param sources one digest for each file
 */
public record Lineage(Set<Long> sources) {

    static final String KEY = "coldpress.source.ids";

    /** 128 KB in the footer. Beyond it only the direct sources are named. */
    private static final int MAX_SOURCES = 1 << 14;

    public Lineage {
        sources = Set.copyOf(sources);
    }

    /** What the footer of an output says; empty if it says nothing that can be read, as that of any other file. */
    public static Lineage of(Map<String, String> keyValueMetadata) {
        Set<Long> sources = new LinkedHashSet<>();
        addEncoded(keyValueMetadata.getOrDefault(KEY, ""), sources);
        return new Lineage(sources);
    }

    /**
     * The first eight bytes of the SHA-256 of name, version and size: a name that is written again is another file. Of the
     * version the core alone, as it stands in the outputs of former times.
     */
    public static long digest(ObjectRef file) {
        String text = file.key().name() + "\n" + file.version().core() + "\n" + file.sizeBytes();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * The files that hold rows of another one: an output and a source of it, or two outputs of the same source. That cannot
     * be by the protocol; but if somebody deleted a record in the wrong moment, merging such files would double rows for good.
     */
    public static Set<ObjectRef> overlapping(Collection<SourceSummary> files) {
        Map<Long, ObjectRef> holders = new HashMap<>();
        Set<ObjectRef> overlapping = new LinkedHashSet<>();
        files.forEach(file -> holders.put(digest(file.ref()), file.ref()));
        for (SourceSummary file : files) {
            for (long source : of(file.keyValueMetadata()).sources()) {
                ObjectRef holder = holders.putIfAbsent(source, file.ref());
                if (holder != null && !holder.equals(file.ref())) {
                    overlapping.add(file.ref());
                    overlapping.add(holder);
                }
            }
        }
        return overlapping;
    }

    /** The value for the footer of the output of these sources. */
    static String encode(List<SourceSummary> sources) {
        Set<Long> direct = new LinkedHashSet<>();
        sources.forEach(source -> direct.add(digest(source.ref())));
        Set<Long> all = new LinkedHashSet<>(direct);
        sources.forEach(source -> addEncoded(source.keyValueMetadata().getOrDefault(KEY, ""), all));
        Set<Long> named = all.size() <= MAX_SOURCES ? all : direct;
        ByteBuffer bytes = ByteBuffer.allocate(named.size() * Long.BYTES);
        named.forEach(bytes::putLong);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static void addEncoded(String encoded, Set<Long> to) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
            while (bytes.remaining() >= Long.BYTES) {
                to.add(bytes.getLong());
            }
        } catch (IllegalArgumentException e) {
            // Somebody else's value under this key: nothing is known then.
        }
    }
}
