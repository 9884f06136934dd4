package dev.coldpress.app.serve;

import dev.coldpress.app.settings.Secrets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of the daemon's HTTP server. Several threads at once, and none of them waits for a client. */
final class Endpoints extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    private static final int MAX_BODY_BYTES = 1024;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final List<String> PAGES = List.of("/", "/metrics", "/runs", "/healthz", "/readyz");

    private final Daemon daemon;
    private final RunPermission permission;
    private final Access access;

    Endpoints(Daemon daemon, RunPermission permission, Access access) {
        this.daemon = daemon;
        this.permission = permission;
        this.access = access;
    }

    /** @param headers beside those of every answer, names and values by turns */
    private record Answer(int status, String type, String body, List<String> headers) {

        Answer(int status, String type, String body, String... headers) {
            this(status, type, body, List.of(headers));
        }

        Answer(int status, String text) {
            this(status, TEXT, text + "\n", List.of());
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (isRunWithForm(request)) {
            Content.Source.asByteArrayAsync(
                    request, MAX_BODY_BYTES, Promise.Invocable.from(InvocationType.BLOCKING, (form, fault) -> {
                        // Too long, or not sent to the end: in both cases the token is not there.
                        String body = fault == null ? new String(form, StandardCharsets.UTF_8) : "";
                        send(request, response, () -> run(request, body), callback);
                    }));
        } else {
            send(request, response, () -> answer(request), callback);
        }
        return true;
    }

    /** Only for these is the body of any interest. */
    private boolean isRunWithForm(Request request) {
        return path(request).equals("/run")
                && request.getMethod().equals("POST")
                && refusal(request).isEmpty()
                && isTrusted(request)
                && request.getHeaders().get(RunPermission.HEADER) == null;
    }

    /** A request of the form "CONNECT host:port" has none. */
    private static String path(Request request) {
        return Objects.requireNonNullElse(request.getHttpURI().getCanonicalPath(), "");
    }

    private Answer answer(Request request) {
        Optional<Answer> refusal = refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String path = path(request);
        String method = request.getMethod();
        if (path.equals("/run")) {
            return method.equals("POST") ? run(request, "") : wrongMethod("POST");
        }
        if (!PAGES.contains(path)) {
            return new Answer(404, "There is /, /metrics, /runs, /healthz, /readyz and, for POST, /run.");
        }
        boolean isRead = method.equals("GET") || method.equals("HEAD");
        return isRead ? page(path, isTrusted(request)) : wrongMethod("GET, HEAD");
    }

    /** Of one who is not answered at all. Supervisors ask for the health without knowing any token. */
    private Optional<Answer> refusal(Request request) {
        if (!access.isServedAs(request.getHeaders().get(HttpHeader.HOST))) {
            return Optional.of(new Answer(
                    421,
                    "This server answers under its address, as localhost, and by the names in listen-hosts only."));
        }
        boolean isForAll = List.of("/healthz", "/readyz").contains(path(request));
        return isForAll || access.mayLook(isTrusted(request))
                ? Optional.empty()
                : Optional.of(new Answer(
                        401,
                        TEXT,
                        "Send the token, as 'Authorization: Bearer TOKEN' or as the password.\n",
                        HttpHeader.WWW_AUTHENTICATE.asString(),
                        "Basic realm=\"Coldpress\", charset=\"UTF-8\""));
    }

    private boolean isTrusted(Request request) {
        InetAddress client =
                request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                        ? address.getAddress()
                        : InetAddress.getLoopbackAddress();
        return access.isTrusted(client, request.getHeaders().get(HttpHeader.AUTHORIZATION));
    }

    private static Answer wrongMethod(String allowed) {
        return new Answer(405, TEXT, "Use " + allowed + " here.\n", HttpHeader.ALLOW.asString(), allowed);
    }

    private Answer page(String path, boolean isTrusted) {
        return switch (path) {
            case "/metrics" -> new Answer(200, PROMETHEUS, daemon.metrics());
            case "/runs" -> new Answer(200, JSON, RunsJson.of(daemon.runs()));
            case "/healthz" -> new Answer(200, "ok");
            case "/readyz" -> readiness(access.mayLook(isTrusted));
            default ->
                new Answer(
                        200,
                        HTML,
                        StatusPage.of(daemon.view(), isTrusted ? Optional.of(permission.token()) : Optional.empty()));
        };
    }

    /**
     * Of the store alone: a daemon that cannot merge some files is to be looked at, and no other one would be better.
     */
    private Answer readiness(boolean withReason) {
        String problem = daemon.storeProblem();
        if (problem.isEmpty()) {
            return new Answer(200, "ready");
        }
        return new Answer(503, withReason ? problem : "not ready");
    }

    private Answer run(Request request, String body) {
        if (!isTrusted(request)) {
            return new Answer(
                    403, "Without a token (listen-token-file) runs are started from the daemon's own machine only.");
        }
        HttpFields headers = request.getHeaders();
        String ownHeader = headers.get(RunPermission.HEADER);
        Optional<String> refusal = permission.refusal(new RunPermission.Request(
                headers.get(HttpHeader.HOST),
                headers.get(HttpHeader.ORIGIN),
                headers.get("Sec-Fetch-Site"),
                ownHeader,
                body));
        if (refusal.isPresent()) {
            return new Answer(403, refusal.get());
        }
        boolean accepted = daemon.runNow();
        if (ownHeader == null) {
            return new Answer(303, TEXT, "", HttpHeader.LOCATION.asString(), "/");
        }
        return accepted
                ? new Answer(202, "A run begins.")
                : new Answer(
                        409,
                        "No run was started: one is in progress, compaction is disabled, or the daemon is shutting down.");
    }

    private static void send(Request request, Response response, Supplier<Answer> asked, Callback callback) {
        Answer answer;
        try {
            answer = asked.get();
        } catch (RuntimeException e) {
            LOG.error("A request for {} failed", path(request), e);
            answer = new Answer(500, "This should not have happened; the log says more.");
        }
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, answer.type());
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": a browser would not tell the origin of the page's own form then.
        headers.put("Referrer-Policy", "same-origin");
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src " + StatusStyle.HASH
                        + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        for (int i = 0; i < answer.headers().size(); i += 2) {
            headers.put(answer.headers().get(i), answer.headers().get(i + 1));
        }
        byte[] body = Secrets.masked(answer.body()).getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
