package dev.coldpress.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A way through which requests go to a server of S3, or of another store: it counts them by what they ask for, and lets
 * some go wrong as it is told. It passes one request of a connection at a time, and ends the connection after one that
 * went wrong.
 */
public final class WireProxy implements AutoCloseable {

    /** What a request asks for. */
    public enum Request {
        LIST,
        LIST_UPLOADS,
        LIST_PARTS,
        /** A look at an object: on S3 a read of its first byte. */
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
    private static final int KEPT_BYTES = 16 << 10;

    /** Tells what a request asks for. */
    @FunctionalInterface
    public interface Kinds {

        /**
         * What a request asks for.
         *
         * @param line its first one
         * @param header gives the value of a header by its name in lower case; empty if it is not there
         */
        Request of(String line, UnaryOperator<String> header);
    }

    /**
     * A request on its way.
     *
     * @param number how many came before it since the last {@link #reset}
     * @param line its first one
     */
    public record Passing(int number, Request request, String line) {}

    /**
     * What passed.
     *
     * @param bytes of its body
     */
    private record Seen(Passing passing, boolean createsOnCondition, long bytes) {}

    private record Lacking(Request request, String pattern) {}

    /** @param bytes of the answer that arrive */
    private record Cut(Predicate<Passing> chosen, int bytes) {}

    private record Planned(Request request, Mishap mishap) {}

    private final URI server;
    private final Kinds kinds;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Planned> planned = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Cut> cut = new AtomicReference<>();
    private final AtomicReference<@Nullable Lacking> lacking = new AtomicReference<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<Integer, String> answers = new ConcurrentHashMap<>();
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
        return before(server, S3Protocol::kind);
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

    /**
     * From now on the connection ends after so many bytes of the answer to each request that is chosen. The server has
     * acted on it. An answer is never whole: its last byte is lost at least.
     */
    public void cut(Predicate<Passing> chosen, int bytes) {
        cut.set(new Cut(chosen, bytes));
    }

    /** From now on each answer to a kind of request lacks what matches, in its head and in its body. */
    public void lack(Request request, String pattern) {
        lacking.set(new Lacking(request, pattern));
    }

    /** The requests since the last {@link #reset}, in the order in which they were answered. */
    public List<Passing> passed() {
        return seen.stream().map(Seen::passing).toList();
    }

    /**
     * The beginning of the server's answer to one of them, {@value #KEPT_BYTES} bytes at most, as characters of ISO
     * 8859-1.
     */
    public String answerTo(Passing request) {
        return Objects.requireNonNull(answers.get(request.number()), "the server was not asked");
    }

    /** How many requests of each kind there have been since the last {@link #reset}. */
    public Map<Request, Integer> counts() {
        Map<Request, Integer> counts = new EnumMap<>(Request.class);
        seen.forEach(one -> counts.merge(one.passing().request(), 1, Integer::sum));
        return counts;
    }

    public int count(Request request) {
        return counts().getOrDefault(request, 0);
    }

    /** The same for requests whose first line matches. */
    public int count(Request request, String pattern) {
        return (int) seen.stream()
                .map(Seen::passing)
                .filter(one -> one.request() == request && one.line().matches(pattern))
                .count();
    }

    /** How many requests there were to write only where nothing is. */
    public int creationsOnCondition() {
        return (int) seen.stream().filter(Seen::createsOnCondition).count();
    }

    /** The sizes of the bodies of the requests of a kind, in the order in which they came. */
    public List<Long> bytesSent(Request request) {
        return seen.stream()
                .filter(one -> one.passing().request() == request)
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
        cut.set(null);
        lacking.set(null);
        requests.set(0);
        answers.clear();
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
        WireMessage request = WireMessage.readHead(client.getInputStream());
        if (request == null) {
            return false;
        }
        String line = request.lines().get(0);
        Passing passing = new Passing(requests.getAndIncrement(), kinds.of(line, request::value), line);
        Mishap mishap = take(passing.request());
        if (request.has("expect")) {
            client.getOutputStream().write(ascii("HTTP/1.1 100 Continue\r\n\r\n"));
        }
        byte[] body = request.readBody(client.getInputStream(), false);
        seen.add(new Seen(passing, request.has("if-none-match"), body.length));
        if (mishap == Mishap.CUT_BEFORE) {
            return false;
        }
        if (mishap != null && mishap.isAnswer()) {
            client.getOutputStream().write(S3Protocol.error(mishap.status, mishap.code, mishap == Mishap.LOCKED, body));
            return false;
        }
        upstream.getOutputStream().write(request.headWithout("expect"));
        upstream.getOutputStream().write(body);
        WireMessage answer = WireMessage.readHead(upstream.getInputStream());
        if (answer == null) {
            return false;
        }
        byte[] answered = answer.readBody(upstream.getInputStream(), line.startsWith("HEAD "));
        bytesAnswered.addAndGet(answered.length);
        Lacking spoilt = lacking.get();
        byte[] whole = spoilt != null && spoilt.request() == passing.request()
                ? answer.without(spoilt.pattern(), answered)
                : answer.followedBy(answered);
        answers.put(
                passing.number(),
                new String(whole, 0, Math.min(whole.length, KEPT_BYTES), StandardCharsets.ISO_8859_1));
        if (mishap == Mishap.DELAY) {
            pause(client);
        }
        if (mishap != null && mishap != Mishap.DELAY) {
            return spoil(mishap, client, whole, whole.length - answered.length / 2);
        }
        int bytes = bytesThatArrive(passing, whole.length);
        client.getOutputStream().write(whole, 0, bytes);
        return bytes == whole.length;
    }

    private int bytesThatArrive(Passing passing, int answer) {
        Cut chosen = cut.get();
        return chosen != null && chosen.chosen().test(passing) ? Math.min(chosen.bytes(), answer - 1) : answer;
    }

    private static boolean spoil(Mishap mishap, Socket client, byte[] answer, int bytes) throws IOException {
        if (mishap == Mishap.TRUNCATED) {
            client.getOutputStream().write(answer, 0, bytes);
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

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
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
}
