package dev.coldpress.gcs;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coldpress.gcs.Parts.Part;
import dev.coldpress.gcs.ServedUploads.Progress;
import dev.coldpress.s3.WireProxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of that part of the JSON protocol of Google Cloud Storage that the adapter uses, on a port of 127.0.0.1,
 * with its objects on the heap. It was written after the public reference of the service; the service itself may
 * differ.
 */
public final class GcsServer implements AutoCloseable {

    static {
        // Without it the JDK's server holds each small answer back for some 40 ms. Read when its classes are loaded.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Pattern OBJECTS = Pattern.compile("/(?:download/)?storage/v1/b/([^/]+)/o(?:/([^/]+))?");
    private static final Pattern MOVE = Pattern.compile("/storage/v1/b/([^/]+)/o/([^/]+)/moveTo/o/([^/]+)");
    private static final Pattern REWRITE =
            Pattern.compile("/storage/v1/b/([^/]+)/o/([^/]+)/rewriteTo/b/([^/]+)/o/([^/]+)");
    private static final Pattern UPLOAD = Pattern.compile("/upload/storage/v1/b/([^/]+)/o");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final int MAX_BATCH = 100;

    private final ServedBuckets buckets = new ServedBuckets();
    private final ServedUploads uploads = new ServedUploads(buckets);
    private final AtomicInteger created = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private GcsServer(HttpServer server) {
        this.server = server;
    }

    public static GcsServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            GcsServer server = new GcsServer(http);
            http.createContext("/", server::serve);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("The server did not start", e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A way to this server through which requests are counted and go wrong. */
    public WireProxy wire() {
        return WireProxy.before(endpoint(), (line, header) -> kind(line));
    }

    private static WireProxy.Request kind(String line) {
        String[] words = line.split(" ", -1);
        boolean isStaged = words[1].contains("_coldpress_staged");
        return switch (words[0]) {
            case "PUT" -> WireProxy.Request.PART;
            case "DELETE" -> isStaged ? WireProxy.Request.ABORT : WireProxy.Request.DELETE;
            case "POST" ->
                words[1].contains("/moveTo/")
                        ? WireProxy.Request.COMPLETE
                        : words[1].contains("/rewriteTo/")
                                ? WireProxy.Request.PART_COPY
                                : words[1].startsWith("/batch/")
                                        ? WireProxy.Request.DELETE_BATCH
                                        : words[1].contains("uploadType=resumable")
                                                ? WireProxy.Request.CREATE_UPLOAD
                                                : WireProxy.Request.PUT;
            default ->
                words[1].contains("alt=media")
                        ? WireProxy.Request.GET
                        : words[1].contains("/o/")
                                ? WireProxy.Request.HEAD
                                : isStaged ? WireProxy.Request.LIST_UPLOADS : WireProxy.Request.LIST;
        };
    }

    /** The root of an empty lake in a bucket of its own. */
    public URI emptyRoot() {
        String bucket = "lake-" + created.incrementAndGet();
        buckets.create(bucket);
        return URI.create("gs://" + bucket + "/some/prefix");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream sent = exchange.getRequestBody()) {
            URI uri = exchange.getRequestURI();
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            ServedAnswer answer = answer(new ServedRequest(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    ServedRequest.query(uri),
                    headers,
                    sent.readAllBytes()));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private ServedAnswer answer(ServedRequest request) {
        try {
            return found(request);
        } catch (Refusal e) {
            return ServedAnswer.refused(e);
        } catch (RuntimeException e) {
            return ServedAnswer.refused(Refusal.broken(e));
        }
    }

    private ServedAnswer found(ServedRequest request) {
        Matcher objects = OBJECTS.matcher(request.path());
        Matcher move = MOVE.matcher(request.path());
        Matcher upload = UPLOAD.matcher(request.path());
        if (move.matches() && request.method().equals("POST")) {
            return ServedAnswer.json(buckets.move(
                            ServedRequest.decoded(move.group(1)),
                            ServedRequest.decoded(move.group(2)),
                            request.parameter("ifSourceGenerationMatch"),
                            ServedRequest.decoded(move.group(3)),
                            request.parameter("ifGenerationMatch"))
                    .json());
        }
        Matcher rewrite = REWRITE.matcher(request.path());
        if (rewrite.matches() && request.method().equals("POST")) {
            return rewritten(buckets.copy(
                    ServedRequest.decoded(rewrite.group(1)),
                    ServedRequest.decoded(rewrite.group(2)),
                    request.parameter("ifSourceGenerationMatch"),
                    ServedRequest.decoded(rewrite.group(4)),
                    request.parameter("ifGenerationMatch")));
        }
        if (upload.matches()) {
            return upload(request, ServedRequest.decoded(upload.group(1)));
        }
        if (objects.matches() && objects.group(2) == null && request.method().equals("GET")) {
            return ServedAnswer.json(buckets.list(ServedRequest.decoded(objects.group(1)), request.query()));
        }
        if (objects.matches() && objects.group(2) != null) {
            return object(request, ServedRequest.decoded(objects.group(1)), ServedRequest.decoded(objects.group(2)));
        }
        if (request.path().equals("/batch/storage/v1")) {
            return batch(request);
        }
        throw Refusal.nonsense("No such request: " + request.method() + " " + request.path());
    }

    /** Within one bucket a single request is enough. */
    private static ServedAnswer rewritten(ServedObject copy) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "storage#rewriteResponse");
        json.addProperty("totalBytesRewritten", String.valueOf(copy.body().length));
        json.addProperty("objectSize", String.valueOf(copy.body().length));
        json.addProperty("done", true);
        json.add("resource", copy.json());
        return ServedAnswer.json(json);
    }

    private ServedAnswer object(ServedRequest request, String bucket, String name) {
        String condition = request.parameter("ifGenerationMatch");
        if (request.method().equals("DELETE")) {
            buckets.delete(bucket, name, condition);
            return ServedAnswer.empty(204, Map.of());
        }
        ServedObject object = buckets.read(bucket, name, condition);
        return "media".equals(request.parameter("alt"))
                ? content(request, object)
                : ServedAnswer.json(ServedBuckets.chosen(object.json(), request.parameter("fields")));
    }

    private static ServedAnswer content(ServedRequest request, ServedObject object) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of(
                "Content-Type",
                "application/octet-stream",
                "X-Goog-Generation",
                String.valueOf(object.generation()),
                "X-Goog-Stored-Content-Length",
                String.valueOf(object.body().length),
                "X-Goog-Stored-Content-Encoding",
                "identity",
                "X-Goog-Hash",
                "crc32c=" + object.crc32c() + ",md5=" + object.md5()));
        Matcher range = RANGE.matcher(request.header("range"));
        if (!range.matches()) {
            return new ServedAnswer(200, headers, object.body());
        }
        int from = Integer.parseInt(range.group(1));
        if (from >= object.body().length) {
            throw Refusal.range();
        }
        int to = range.group(2).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(range.group(2));
        to = Math.min(to, object.body().length - 1);
        headers.put("Content-Range", "bytes " + from + "-" + to + "/" + object.body().length);
        return new ServedAnswer(206, headers, Arrays.copyOfRange(object.body(), from, to + 1));
    }

    private ServedAnswer upload(ServedRequest request, String bucket) {
        String condition = request.parameter("ifGenerationMatch");
        String id = request.parameter("upload_id");
        if (id != null) {
            return progress(uploads.receive(id, request.header("content-range"), request.body()));
        }
        if ("resumable".equals(request.parameter("uploadType"))) {
            String begun = uploads.begin(bucket, name(request, request.body()), condition);
            String location = endpointOf(request) + request.path() + "?uploadType=resumable&upload_id=" + begun;
            return ServedAnswer.empty(200, Map.of("Location", location));
        }
        List<Part> parts = Parts.of(request.header("content-type"), request.body());
        byte[] described = parts.get(0).content().getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = parts.get(1).content().getBytes(StandardCharsets.ISO_8859_1);
        return ServedAnswer.json(
                buckets.write(bucket, name(request, described), body, condition).json());
    }

    /** As the client sees this server, which may be through a proxy. */
    private static String endpointOf(ServedRequest request) {
        return "http://" + request.header("host");
    }

    private static String name(ServedRequest request, byte[] described) {
        String name = request.parameter("name");
        return name != null
                ? name
                : JsonParser.parseString(new String(described, StandardCharsets.UTF_8))
                        .getAsJsonObject()
                        .get("name")
                        .getAsString();
    }

    private static ServedAnswer progress(Progress progress) {
        return progress.written()
                .map(object -> ServedAnswer.json(object.json()))
                .orElseGet(() -> ServedAnswer.empty(
                        308,
                        progress.receivedBytes() == 0
                                ? Map.of()
                                : Map.of("Range", "bytes=0-" + (progress.receivedBytes() - 1))));
    }

    /** Several requests without bodies, each of which is answered by itself. */
    private ServedAnswer batch(ServedRequest request) {
        List<Part> parts = Parts.of(request.header("content-type"), request.body());
        if (parts.size() > MAX_BATCH) {
            throw Refusal.nonsense("A batch has at most " + MAX_BATCH + " requests");
        }
        List<String> answers = new ArrayList<>();
        for (Part part : parts) {
            String[] line = part.content().lines().findFirst().orElseThrow().split(" ", -1);
            URI uri = URI.create(line[1]);
            ServedAnswer answer = answer(
                    new ServedRequest(line[0], uri.getRawPath(), ServedRequest.query(uri), Map.of(), new byte[0]));
            String type = answer.headers().getOrDefault("Content-Type", "text/plain");
            answers.add("--the-answers\r\nContent-Type: application/http\r\nContent-ID: response-"
                    + part.header("content-id").replaceAll("[<>]", "") + "\r\n\r\nHTTP/1.1 " + answer.status()
                    + " -\r\nContent-Type: " + type + "\r\nContent-Length: " + answer.body().length + "\r\n\r\n"
                    + new String(answer.body(), StandardCharsets.UTF_8) + "\r\n");
        }
        String body = String.join("", answers) + "--the-answers--\r\n";
        return new ServedAnswer(
                200, Map.of("Content-Type", "multipart/mixed; boundary=the-answers"), ServedAnswer.utf8(body));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
