package dev.coldpress.s3;

import dev.coldpress.port.StoreCapabilities;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is and what it can do. Credentials are no part of this: they come from the default chain of the AWS
 * SDK (environment, profile, container, instance).
 *
 * @param endpoint of a store that is not Amazon's, {@code http} or {@code https}; null for Amazon's own
 * @param pathStyle true puts the bucket into the path of each request, which most other stores need; false into the
 *     host
 * @param region null takes it from the SDK's own chain, or {@value #ANY_REGION} if there is an endpoint
 * @param capabilities what the adapter may rely on; {@code uniqueVersions} is false, for an ETag is a hash of the
 *     content
 */
public record S3Options(
        @Nullable URI endpoint, boolean pathStyle, @Nullable String region, StoreCapabilities capabilities) {

    /** What Amazon S3 can do. The condition of deletes is taken on Amazon's word: the probe does not reach it. */
    public static final StoreCapabilities AMAZON = new StoreCapabilities(true, true, true, true, false, true);

    /**
     * What is expected of another store: as Amazon's, but for the conditions of deletes, which many of them take and
     * ignore.
     */
    public static final StoreCapabilities COMPATIBLE = new StoreCapabilities(true, true, false, true, false, true);

    /** What is signed for a store that knows no regions. */
    static final String ANY_REGION = "us-east-1";

    private static final Set<String> NAMES = Set.of("endpoint", "path-style", "region", "conditional-writes");

    /** @throws IllegalArgumentException if the endpoint is none, or the versions are said to be unique */
    public S3Options {
        if (endpoint != null) {
            requireEndpoint(endpoint);
        }
        if (capabilities.uniqueVersions()) {
            throw new IllegalArgumentException(
                    "No version of an object on S3 is unique: the same bytes give the same ETag");
        }
    }

    private static void requireEndpoint(URI endpoint) {
        String scheme = Objects.requireNonNullElse(endpoint.getScheme(), "").toLowerCase(Locale.ROOT);
        boolean plain = Set.of("http", "https").contains(scheme)
                && endpoint.getHost() != null
                && endpoint.getRawUserInfo() == null
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException(
                    "An endpoint of S3 is a URL such as https://store.example:9000, without user and query");
        }
    }

    /** Amazon S3, in the region that the SDK finds. */
    public static S3Options amazon() {
        return new S3Options(null, false, null, AMAZON);
    }

    /** Another store that speaks the protocol, with the bucket in the path. */
    public static S3Options compatible(URI endpoint) {
        return new S3Options(endpoint, true, null, COMPATIBLE);
    }

    /**
     * Reads options as a user writes them: {@code endpoint} (a URL), {@code path-style} ({@code true} or {@code false};
     * by default true if there is an endpoint), {@code region}, and {@code conditional-writes}: those that the store
     * has, {@code all} (the default), {@code create} if it only creates on a condition, or {@code none}.
     *
     * @throws IllegalArgumentException if a name or a value is not one of these; the message names the rule
     */
    public static S3Options parse(Map<String, String> texts) {
        if (!NAMES.containsAll(texts.keySet())) {
            throw new IllegalArgumentException(
                    "The options of S3 are " + new TreeSet<>(NAMES) + ", not " + texts.keySet());
        }
        String endpoint = texts.get("endpoint");
        S3Options options = endpoint == null ? amazon() : compatible(URI.create(endpoint));
        String pathStyle = texts.getOrDefault("path-style", String.valueOf(options.pathStyle()));
        if (!Set.of("true", "false").contains(pathStyle)) {
            throw new IllegalArgumentException("The path style of S3 is true or false, not '" + pathStyle + "'");
        }
        StoreCapabilities capabilities =
                having(texts.getOrDefault("conditional-writes", "all"), options.capabilities());
        return new S3Options(options.endpoint(), pathStyle.equals("true"), texts.get("region"), capabilities);
    }

    private static StoreCapabilities having(String conditionalWrites, StoreCapabilities usual) {
        if (!Set.of("all", "create", "none").contains(conditionalWrites)) {
            throw new IllegalArgumentException(
                    "The conditional writes of S3 are all, create or none, not '" + conditionalWrites + "'");
        }
        return new StoreCapabilities(
                !conditionalWrites.equals("none"),
                conditionalWrites.equals("all"),
                usual.deleteIfVersion(),
                usual.stagedUploads(),
                usual.uniqueVersions(),
                usual.serverSideCopy());
    }

    /**
     * The same with other capabilities, for a store that is known to have more or fewer. A probe tries them before the
     * first write, but not {@code deleteIfVersion}: a store that takes the condition and ignores it would not be found
     * out.
     */
    public S3Options withCapabilities(StoreCapabilities others) {
        return new S3Options(endpoint, pathStyle, region, others);
    }
}
