package dev.coldpress.catalog;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A directory as catalogs and lakes spell it. Two are equal if they name the same directory: {@code s3a} and
 * {@code s3n} are {@code s3}, {@code file:/lake}, {@code file:///lake} and {@code /lake} are the same, and slashes at
 * the end do not count.
 *
 * @param store scheme and bucket, such as {@code s3://bucket}
 * @param path without a slash at either end; not percent-encoded
 */
record CatalogLocation(String store, String path) {

    private static final Pattern SPELLED = Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/]*))?(/.*|)");

    /** Reads what a catalog says, which encodes nothing. */
    static CatalogLocation of(String location) {
        Matcher matcher = SPELLED.matcher(location);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + location + "' is no location of a table or a partition");
        }
        return of(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    /** The root of a store. */
    static CatalogLocation of(URI root) {
        return of(root.getScheme(), root.getAuthority(), Objects.requireNonNullElse(root.getPath(), ""));
    }

    private static CatalogLocation of(@Nullable String scheme, @Nullable String bucket, String path) {
        String known = Objects.requireNonNullElse(scheme, "file").toLowerCase(Locale.ROOT);
        String store = known.equals("s3a") || known.equals("s3n") ? "s3" : known;
        return new CatalogLocation(
                store + "://" + Objects.requireNonNullElse(bucket, ""), path.replaceAll("^/+|/+$", ""));
    }

    CatalogLocation child(String below) {
        String trimmed = below.replaceAll("^/+|/+$", "");
        String glue = path.isEmpty() || trimmed.isEmpty() ? "" : "/";
        return new CatalogLocation(store, path + glue + trimmed);
    }

    /** The path from {@code above} to here; empty if this does not lie below it. */
    Optional<String> below(CatalogLocation above) {
        String prefix = above.path.isEmpty() ? "" : above.path + "/";
        return store.equals(above.store) && path.length() > prefix.length() && path.startsWith(prefix)
                ? Optional.of(path.substring(prefix.length()))
                : Optional.empty();
    }
}
