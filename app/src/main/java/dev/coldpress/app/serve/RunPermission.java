package dev.coldpress.app.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request may start a run. A page of another site can make a browser send a request here, so a browser's must
 * come from this very site; and every request must carry what no form of another site can send: a header of ours, or
 * the token of our own page.
 */
record RunPermission(String token) {

    static final String HEADER = "X-Coldpress";

    /** The headers that matter, each null if it is missing, and the body. */
    record Request(
            @Nullable String host,
            @Nullable String origin,
            @Nullable String fetchSite,
            @Nullable String ownHeader,
            String body) {}

    /** Why not, for the one who asked; empty if it may. */
    Optional<String> refusal(Request request) {
        if (request.fetchSite() != null && !request.fetchSite().equals("same-origin")) {
            return Optional.of("This request comes from another site.");
        }
        if (request.origin() != null && !isOwn(request.origin(), request.host())) {
            return Optional.of("This request comes from another origin.");
        }
        if (request.ownHeader() == null && !hasToken(request.body())) {
            return Optional.of("Send the header '" + HEADER + ": run', or use the button of the status page.");
        }
        return Optional.empty();
    }

    /** A proxy may speak HTTPS to the browser, so the scheme is not compared. */
    private static boolean isOwn(String origin, @Nullable String host) {
        return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }

    private boolean hasToken(String body) {
        byte[] expected = ("token=" + token).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, body.getBytes(StandardCharsets.UTF_8));
    }
}
