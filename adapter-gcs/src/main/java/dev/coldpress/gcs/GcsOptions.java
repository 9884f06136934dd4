package dev.coldpress.gcs;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the service is. Credentials are no part of this: they come from Google's application default credentials.
 *
 * @param endpoint another way to the service, such as a private endpoint, or a server that stands in for it; null for
 *     Google's public one. To an endpoint of {@code http} no credentials are sent, as they would travel in the clear.
 */
public record GcsOptions(@Nullable URI endpoint) {

    private static final String ENDPOINT = "endpoint";

    /** @throws IllegalArgumentException if the endpoint is none */
    public GcsOptions {
        if (endpoint != null) {
            requireEndpoint(endpoint);
        }
    }

    private static void requireEndpoint(URI endpoint) {
        boolean plain = Set.of("http", "https").contains(scheme(endpoint))
                && endpoint.getHost() != null
                && endpoint.getRawUserInfo() == null
                && Set.of("", "/").contains(endpoint.getRawPath())
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException(
                    "An endpoint of Google Cloud Storage is a URL such as https://store.example:4443, without user, path"
                            + " and query");
        }
    }

    private static String scheme(URI endpoint) {
        return Objects.requireNonNullElse(endpoint.getScheme(), "").toLowerCase(Locale.ROOT);
    }

    /** Google's own service. */
    public static GcsOptions google() {
        return new GcsOptions(null);
    }

    /** The service as it is reached by another URL. */
    public static GcsOptions at(URI endpoint) {
        return new GcsOptions(endpoint);
    }

    /**
     * Reads options as a user writes them: {@code endpoint}, a URL.
     *
     * @throws IllegalArgumentException if a name or a value is not one of these; the message names the rule
     */
    public static GcsOptions parse(Map<String, String> texts) {
        if (!Set.of(ENDPOINT).containsAll(texts.keySet())) {
            throw new IllegalArgumentException(
                    "The option of Google Cloud Storage is [" + ENDPOINT + "], not " + texts.keySet());
        }
        String endpoint = texts.get(ENDPOINT);
        return endpoint == null ? google() : at(URI.create(endpoint));
    }

    boolean sendsCredentials() {
        return endpoint == null || scheme(endpoint).equals("https");
    }
}
