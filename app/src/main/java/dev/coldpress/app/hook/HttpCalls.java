package dev.coldpress.app.hook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends requests of hooks, each for a bounded time. Follows no redirect: what is sent is for the named server alone.
 */
final class HttpCalls {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final int HUNDRED = 100;
    private static final int SUCCESS = 2;
    private static final int MAX_SHOWN = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * Sends a request and waits for its answer.
     *
     * @return the body
     * @throws HookException if there is no answer, or one that is no success
     */
    String send(HttpRequest.Builder request) {
        HttpRequest whole = request.timeout(ANSWER_TIMEOUT).build();
        try {
            HttpResponse<String> response =
                    client.send(whole, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() / HUNDRED != SUCCESS) {
                throw new HookException(whole.method() + " " + whole.uri() + " was answered with "
                        + response.statusCode() + ": " + shown(response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new HookException(whole.method() + " " + whole.uri() + " failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HookException(whole.method() + " " + whole.uri() + " was interrupted");
        }
    }

    /** The beginning, on one line. */
    private static String shown(String body) {
        String line = body.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + " …";
    }
}
