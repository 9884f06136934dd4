package dev.coldpress.acceptance.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything in a directory at one moment: two snapshots are equal only if nobody wrote in between, not even a file
 * that is gone again, because that changes the time of its directory.
 */
public record DirectorySnapshot(Map<String, Entry> entries) {

    /**
     * A file or a directory.
     *
     * @param fileKey what the file system tells files apart by, so that a file which was replaced by an equal one shows
     * @param content a digest of a file's bytes; empty for a directory
     */
    public record Entry(String fileKey, Instant modified, long sizeBytes, String content) {}

    public DirectorySnapshot {
        entries = Map.copyOf(entries);
    }

    public static DirectorySnapshot of(Path root) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                entries.put(root.relativize(path).toString(), entry(path));
            }
        }
        return new DirectorySnapshot(entries);
    }

    /** The names of what is in one snapshot and not, or not so, in the other. */
    public String difference(DirectorySnapshot other) {
        Set<String> names = new TreeSet<>(entries.keySet());
        names.addAll(other.entries.keySet());
        names.removeIf(name -> Objects.equals(entries.get(name), other.entries.get(name)));
        return names.toString();
    }

    private static Entry entry(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String fileKey = String.valueOf(attributes.fileKey());
        Instant modified = attributes.lastModifiedTime().toInstant();
        return attributes.isRegularFile()
                ? new Entry(fileKey, modified, attributes.size(), digest(Files.readAllBytes(path)))
                : new Entry(fileKey, modified, 0, "");
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
