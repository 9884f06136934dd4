package dev.coldpress.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A way through which requests go to a server of S3, or of another store: it counts them by what they ask for, and lets some
 * go wrong as it is told. It passes one request of a connection at a time, and ends the connection after one that went wrong.
 */
public final class WireProxy implements AutoCloseable {

    /** What a request asks for. */
    public enum Request {
        LIST,
        LIST_UPLOADS,
        LIST_PARTS,
        HEAD,
        GET,
        PUT,
        CREATE_UPLOAD,
        PART,
        PART_COPY,
        COMPLETE,
        ABORT,
        DELETE_BATCH,
        DELETE
    }

    /** What happens to a request. */
    public enum Mishap {
        /** The connection ends before the server has seen the request. */
        CUT_BEFORE,
        /** The server acts and its answer is lost. */
        LOST_ANSWER,
        /** The server acts and its answer breaks off in the middle of the body. */
        TRUNCATED,
        /** The server acts and its answer never comes; the connection stays open. */
        SILENCE,
        /** The server acts and its answer comes late. */
        DELAY,
        STATUS_500(500, "InternalError"),
        STATUS_503(503, "SlowDown"),
        STATUS_429(429, "TooManyRequests"),
        STATUS_403(403, "AccessDenied"),
        CONFLICT(409, "ConditionalRequestConflict"),
        ABORTED(409, "OperationAborted"),
        /** Long requests are answered before it is known how they end. */
        OK_AND_ERROR(200, "InternalError"),
        OK_AND_PRECONDITION(200, "PreconditionFailed"),
        EXPIRED(400, "ExpiredToken"),
        SKEWED(403, "RequestTimeTooSkewed"),
        /** Deletes are refused one by one. */
        LOCKED(200, "AccessDenied");

        private final int status;
        private final String code;

        Mishap() {
            this(0, "");
        }

        Mishap(int status, String code) {
            this.status = status;
            this.code = code;
        }

        private boolean isAnswer() {
            return status > 0;
        }
    }

    private static final int DELAY_MILLIS = 300;
    private static final Pattern KEY = Pattern.compile("<Key>.*?</Key>");

    /** Tells what a request asks for. */
    @FunctionalInterface
    public interface Kinds {

        /** What a request asks for, of which the first line is given. */
        Request of(String line, Predicate<String> hasHeader);
    }

    /**
     * What passed.
     *
     * @param bytes of its body
     */
    private record Seen(Request request, String target, boolean createsOnCondition, long bytes) {}

    private record Planned(Request request, Mishap mishap) {}

    private final URI server;
    private final Kinds kinds;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Planned> planned = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytesAnswered = new AtomicLong();
    private final Map<Request, Mishap> always = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();

    private WireProxy(URI server, Kinds kinds, ServerSocket listening) {
        this.server = server;
        this.kinds = kinds;
        this.listening = listening;
    }

    /** Starts on a port of 127.0.0.1, before a server of S3. */
    public static WireProxy before(URI server) {
        return before(server, WireProxy::kindOnS3);
    }

    /** The same before a server of another store. */
    public static WireProxy before(URI server, Kinds kinds) {
        try {
            WireProxy proxy = new WireProxy(server, kinds, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new IllegalStateException("The proxy did not start", e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** The next requests of a kind go wrong, one for each mishap, in this order. */
    public void plan(Request request, Mishap... mishaps) {
        for (Mishap mishap : mishaps) {
            planned.add(new Planned(request, mishap));
        }
    }

    /** From now on all requests of a kind go wrong. */
    public void planAll(Request request, Mishap mishap) {
        always.put(request, mishap);
    }

    /** How many requests of each kind there have been since the last {@link #reset}. */
    public Map<Request, Integer> counts() {
        Map<Request, Integer> counts = new EnumMap<>(Request.class);
        seen.forEach(one -> counts.merge(one.request(), 1, Integer::sum));
        return counts;
    }

    public int count(Request request) {
        return counts().getOrDefault(request, 0);
    }

    /** The same for requests whose first line matches. */
    public int count(Request request, String pattern) {
        return (int) seen.stream()
                .filter(one -> one.request() == request && one.target().matches(pattern))
                .count();
    }

    /** How many requests there were to write only where nothing is. */
    public int creationsOnCondition() {
        return (int) seen.stream().filter(Seen::createsOnCondition).count();
    }

    /** The sizes of the bodies of the requests of a kind, in the order in which they came. */
    public List<Long> bytesSent(Request request) {
        return seen.stream()
                .filter(one -> one.request() == request)
                .map(Seen::bytes)
                .toList();
    }

    /** Of all bodies since the last {@link #reset}, those of requests and those of answers. */
    public long bytesMoved() {
        return seen.stream().mapToLong(Seen::bytes).sum() + bytesAnswered.get();
    }

    /** How many mishaps are still to happen. */
    public int planned() {
        return planned.size();
    }

    public void reset() {
        bytesAnswered.set(0);
        seen.clear();
        planned.clear();
        always.clear();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket()) {
            open.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            upstream.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            boolean goesOn = true;
            while (goesOn) {
                goesOn = pass(client, upstream);
            }
        } catch (IOException e) {
            // One side has gone, which ends the connection for both.
        }
    }

    private boolean pass(Socket client, Socket upstream) throws IOException {
        Message request = Message.readHead(client.getInputStream());
        if (request == null) {
            return false;
        }
        Request kind = kinds.of(request.lines.get(0), request::has);
        Mishap mishap = take(kind);
        if (request.has("expect")) {
            client.getOutputStream().write(ascii("HTTP/1.1 100 Continue\r\n\r\n"));
        }
        byte[] body = request.readBody(client.getInputStream(), false);
        seen.add(new Seen(kind, request.lines.get(0), request.has("if-none-match"), body.length));
        if (mishap == Mishap.CUT_BEFORE) {
            return false;
        }
        if (mishap != null && mishap.isAnswer()) {
            client.getOutputStream().write(answer(mishap, body));
            return false;
        }
        upstream.getOutputStream().write(request.headWithout("expect"));
        upstream.getOutputStream().write(body);
        Message answer = Message.readHead(upstream.getInputStream());
        if (answer == null) {
            return false;
        }
        byte[] answered =
                answer.readBody(upstream.getInputStream(), request.lines.get(0).startsWith("HEAD "));
        bytesAnswered.addAndGet(answered.length);
        if (mishap == Mishap.DELAY) {
            pause(client);
        }
        if (mishap == null || mishap == Mishap.DELAY) {
            return answer(client, answer, answered);
        }
        return spoil(mishap, client, answer, answered);
    }

    private static boolean answer(Socket client, Message answer, byte[] body) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(answer.headWithout("no-header"));
        out.write(body);
        return true;
    }

    private static boolean spoil(Mishap mishap, Socket client, Message answer, byte[] body) throws IOException {
        if (mishap == Mishap.TRUNCATED) {
            client.getOutputStream().write(answer.headWithout("no-header"));
            client.getOutputStream().write(body, 0, body.length / 2);
        }
        if (mishap == Mishap.SILENCE) {
            // Until the client gives up.
            return client.getInputStream().read() >= 0;
        }
        return false;
    }

    private @Nullable Mishap take(Request kind) {
        for (Planned one : planned) {
            if (one.request() == kind && planned.remove(one)) {
                return one.mishap();
            }
        }
        return always.get(kind);
    }

    /** Until the time is over; a client that has given up is no reason to hurry. */
    private static void pause(Socket client) throws IOException {
        client.setSoTimeout(DELAY_MILLIS);
        try {
            int early = client.getInputStream().read();
            throw new IOException("The client does not wait for its answer: " + early);
        } catch (SocketTimeoutException e) {
            client.setSoTimeout(0);
        }
    }

    private static byte[] answer(Mishap mishap, byte[] request) {
        String error = "<Code>" + mishap.code + "</Code><Message>as planned</Message></Error>";
        String body = "<?xml version=\"1.0\"?>"
                + (mishap == Mishap.LOCKED ? errorOfEachKey(request, error) : "<Error>" + error);
        return ascii("HTTP/1.1 " + mishap.status + " As planned\r\nContent-Type: application/xml\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body);
    }

    private static String errorOfEachKey(byte[] request, String error) {
        return KEY.matcher(new String(request, StandardCharsets.ISO_8859_1))
                .results()
                .map(key -> "<Error>" + key.group() + error)
                .collect(Collectors.joining("", "<DeleteResult>", "</DeleteResult>"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Request kindOnS3(String firstLine, Predicate<String> hasHeader) {
        String[] line = firstLine.split(" ", -1);
        String query = line[1].contains("?") ? line[1].substring(line[1].indexOf('?') + 1) : "";
        boolean ofUpload = query.contains("uploadId=");
        return switch (line[0]) {
            case "HEAD" -> Request.HEAD;
            case "PUT" ->
                !ofUpload ? Request.PUT : hasHeader.test("x-amz-copy-source") ? Request.PART_COPY : Request.PART;
            case "POST" ->
                query.startsWith("delete") ? Request.DELETE_BATCH : ofUpload ? Request.COMPLETE : Request.CREATE_UPLOAD;
            case "DELETE" -> ofUpload ? Request.ABORT : Request.DELETE;
            default ->
                query.contains("list-type=2")
                        ? Request.LIST
                        : ofUpload
                                ? Request.LIST_PARTS
                                : query.contains("uploads") ? Request.LIST_UPLOADS : Request.GET;
        };
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("The proxy did not stop", e);
        }
        threads.shutdownNow();
    }

    /** The head of a request or an answer. */
    private record Message(List<String> lines) {

        /** Null if the connection ended before it. */
        static @Nullable Message readHead(InputStream in) throws IOException {
            List<String> lines = new ArrayList<>();
            while (true) {
                String line = readLine(in);
                if (line == null) {
                    return null;
                }
                if (line.isEmpty()) {
                    return new Message(lines);
                }
                lines.add(line);
            }
        }

        private static @Nullable String readLine(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = in.read();
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            return next < 0 ? null : text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }

        boolean has(String header) {
            return !value(header).isEmpty();
        }

        private String value(String header) {
            return lines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(header + ":"))
                    .map(line -> line.substring(header.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        byte[] headWithout(String header) {
            StringBuilder head = new StringBuilder();
            lines.stream()
                    .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(header + ":"))
                    .forEach(line -> head.append(line).append("\r\n"));
            return ascii(head.append("\r\n").toString());
        }

        /** The body as it is on the wire, chunks and all. */
        byte[] readBody(InputStream in, boolean ofHead) throws IOException {
            if (ofHead || lines.get(0).matches("HTTP/1.1 (204|304).*")) {
                return new byte[0];
            }
            if (value("transfer-encoding").equalsIgnoreCase("chunked")) {
                return readChunks(in);
            }
            return has("content-length") ? exactly(in, Integer.parseInt(value("content-length"))) : new byte[0];
        }

        private static byte[] readChunks(InputStream in) throws IOException {
            ByteArrayOutputStream chunks = new ByteArrayOutputStream();
            int size;
            do {
                String line = String.valueOf(readLine(in));
                size = Integer.parseInt(line.strip(), 16);
                chunks.writeBytes(ascii(line + "\r\n"));
                chunks.writeBytes(exactly(in, size + 2));
            } while (size > 0);
            return chunks.toByteArray();
        }

        private static byte[] exactly(InputStream in, int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("The connection ended within a body");
            }
            return bytes;
        }
    }
}
