package dev.coldpress.app.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.coldpress.app.serve.Status.Result;
import dev.coldpress.app.serve.Status.RunSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of the daemon's HTTP server. Several threads at once. */
final class Endpoints implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    private static final int MAX_BODY_BYTES = 1024;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private final Daemon daemon;
    private final RunPermission permission;
    private final boolean onLoopback;

    /** @param onLoopback whether only this machine can reach the server */
    Endpoints(Daemon daemon, RunPermission permission, boolean onLoopback) {
        this.daemon = daemon;
        this.permission = permission;
        this.onLoopback = onLoopback;
    }

    private record Answer(int status, String type, String body, String location) {

        Answer(int status, String type, String body) {
            this(status, type, body, "");
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (RuntimeException e) {
                LOG.error("A request for {} failed", exchange.getRequestURI().getPath(), e);
                answer = new Answer(500, TEXT, "This should not have happened; the log says more.\n");
            }
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        boolean isRead = method.equals("GET") || method.equals("HEAD");
        if (onLoopback && !isForLoopback(exchange.getRequestHeaders())) {
            // Another site may have pointed its own name at this address, to let a browser read what is here.
            return new Answer(421, TEXT, "This server answers under localhost only.\n");
        }
        // A request of the form "CONNECT host:port" has none.
        String path = Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "");
        if (path.equals("/run")) {
            return method.equals("POST") ? run(exchange) : wrongMethod(exchange, "POST");
        }
        if (!List.of("/", "/metrics", "/healthz", "/readyz").contains(path)) {
            return new Answer(404, TEXT, "There is /, /metrics, /healthz, /readyz and, for POST, /run.\n");
        }
        return isRead ? page(path) : wrongMethod(exchange, "GET, HEAD");
    }

    private static boolean isForLoopback(Headers headers) {
        String host = headers.getFirst("Host");
        return host != null && LOOPBACK_HOST.matcher(host).matches();
    }

    private static Answer wrongMethod(HttpExchange exchange, String allowed) {
        exchange.getResponseHeaders().set("Allow", allowed);
        return new Answer(405, TEXT, "Use " + allowed + " here.\n");
    }

    private Answer page(String path) {
        return switch (path) {
            case "/metrics" -> new Answer(200, PROMETHEUS, daemon.metrics());
            case "/healthz" -> new Answer(200, TEXT, "ok\n");
            case "/readyz" -> readiness();
            default -> new Answer(200, HTML, StatusPage.of(daemon.view(), permission.token()));
        };
    }

    private Answer readiness() {
        Optional<RunSummary> failing = daemon.view().status().runs().stream()
                .findFirst()
                .filter(run -> run.result() == Result.FAILED || run.result() == Result.PARTIAL);
        String problem =
                failing.map(run -> "the last run failed: " + run.problem()).orElseGet(daemon::storeProblem);
        return problem.isEmpty() ? new Answer(200, TEXT, "ready\n") : new Answer(503, TEXT, problem + "\n");
    }

    private Answer run(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
        String ownHeader = headers.getFirst(RunPermission.HEADER);
        Optional<String> refusal = permission.refusal(new RunPermission.Request(
                headers.getFirst("Host"),
                headers.getFirst("Origin"),
                headers.getFirst("Sec-Fetch-Site"),
                ownHeader,
                new String(body, StandardCharsets.UTF_8)));
        if (refusal.isPresent()) {
            return new Answer(403, TEXT, refusal.get() + "\n");
        }
        boolean accepted = daemon.runNow();
        if (ownHeader == null) {
            return new Answer(303, TEXT, "", "/");
        }
        return accepted
                ? new Answer(202, TEXT, "A run begins.\n")
                : new Answer(
                        409, TEXT, "No run is begun: one is on, or compaction is disabled, or the daemon is ending.\n");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": a browser would not tell the origin of the page's own form then.
        headers.set("Referrer-Policy", "same-origin");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src " + StatusStyle.HASH
                        + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        if (!answer.location().isEmpty()) {
            headers.set("Location", answer.location());
        }
        boolean isHead = Objects.equals(exchange.getRequestMethod(), "HEAD");
        exchange.sendResponseHeaders(answer.status(), isHead || body.length == 0 ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }
}
