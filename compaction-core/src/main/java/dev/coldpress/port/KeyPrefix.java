package dev.coldpress.port;

import java.util.ArrayList;
import java.util.List;

/**
 * The beginning that a set of keys has in common, ending at a segment: empty for the whole store, or a path with the
 * rules of {@link ObjectKey} and a trailing slash, such as {@code app1/year=2026/}.
 *
 * <p>Prefixes order as keys do, by unsigned UTF-8 bytes.
 */
public record KeyPrefix(String path) implements Comparable<KeyPrefix> {

    /** The prefix of every key of the store. */
    public static final KeyPrefix ROOT = new KeyPrefix("");

    /** @throws IllegalArgumentException if the path breaks an invariant; the message names the rule */
    public KeyPrefix {
        if (!path.isEmpty()) {
            if (!path.endsWith("/")) {
                throw new IllegalArgumentException("A key prefix is empty or ends with '/': '" + path + "'");
            }
            ObjectKey.requireValidSegments(path.substring(0, path.length() - 1), "key prefix");
        }
    }

    public static KeyPrefix of(String path) {
        return new KeyPrefix(path);
    }

    /** The object of this name directly below the prefix. */
    public ObjectKey key(String name) {
        return new ObjectKey(path + name);
    }

    /** The prefix one segment further down. */
    public KeyPrefix child(String segment) {
        return new KeyPrefix(path + segment + "/");
    }

    /** This prefix below another one: the paths put behind each other. */
    public KeyPrefix under(KeyPrefix parent) {
        return new KeyPrefix(parent.path + path);
    }

    /** The prefixes above this one, the longest first, without {@link #ROOT}. */
    public List<KeyPrefix> above() {
        List<KeyPrefix> above = new ArrayList<>();
        for (int slash = path.length() - 1; slash > 0; ) {
            slash = path.lastIndexOf('/', slash - 1);
            if (slash > 0) {
                above.add(new KeyPrefix(path.substring(0, slash + 1)));
            }
        }
        return above;
    }

    public boolean contains(ObjectKey key) {
        return key.path().startsWith(path);
    }

    /** Whether {@code other} is this prefix or lies below it. */
    public boolean contains(KeyPrefix other) {
        return other.path.startsWith(path);
    }

    /** The last segment without its slash; empty for {@link #ROOT}. */
    public String name() {
        if (path.isEmpty()) {
            return "";
        }
        String trimmed = path.substring(0, path.length() - 1);
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPrefix that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public int compareTo(KeyPrefix other) {
        return ObjectKey.compareUtf8(path, other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
