package dev.coldpress.acceptance.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to a server of S3 on which requests and answers get lost, come late or break off. It passes one request of a
 * connection at a time, and ends the connection after one that went wrong. For any number of threads.
 */
public final class FaultyWire implements AutoCloseable {

    private final URI server;
    private final Weather weather;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger faults = new AtomicInteger();

    private FaultyWire(URI server, Weather weather, ServerSocket listening) {
        this.server = server;
        this.weather = weather;
        this.listening = listening;
    }

    /** Decides what becomes of each request. */
    @FunctionalInterface
    public interface Weather {

        /**
         * What becomes of a request.
         *
         * @param line the first line, such as {@code HEAD /bucket/key HTTP/1.1}
         * @param body the body as text, each byte a character
         * @return empty if all goes well
         */
        Optional<Fault> over(String line, String body);
    }

    /** What goes wrong with a request; the server acts on all but those that are lost before it. */
    public sealed interface Fault {

        /** The connection ends before the server has seen the request. */
        record LostRequest() implements Fault {}

        /** The connection ends when the server has acted. */
        record LostAnswer() implements Fault {}

        /** The answer comes late. */
        record Late(int millis) implements Fault {}

        /** The answer breaks off after a part of its bytes, between 0 and 1. */
        record Cut(double part) implements Fault {}

        /** The answer breaks off after the first digit of a header's value. */
        record CutInside(String header) implements Fault {}
    }

    /** Starts on a port of 127.0.0.1, before a server. */
    public static FaultyWire before(URI server, Weather weather) throws IOException {
        FaultyWire wire = new FaultyWire(server, weather, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        wire.threads.execute(wire::accept);
        return wire;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** How many requests went wrong so far. */
    public int faults() {
        return faults.get();
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
                Socket upstream = new Socket(server.getHost(), server.getPort())) {
            open.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            InputStream requests = new BufferedInputStream(client.getInputStream());
            InputStream answers = new BufferedInputStream(upstream.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                goesOn = pass(requests, client.getOutputStream(), answers, upstream.getOutputStream());
            }
        } catch (IOException e) {
            // One side has gone, which ends the connection for both.
        } finally {
            open.remove(client);
        }
    }

    private boolean pass(InputStream requests, OutputStream client, InputStream answers, OutputStream upstream)
            throws IOException {
        Optional<HttpMessage> request = HttpMessage.readRequest(requests, client);
        if (request.isEmpty()) {
            return false;
        }
        String line = request.get().firstLine();
        Optional<Fault> fault = weather.over(line, new String(request.get().body(), StandardCharsets.ISO_8859_1));
        fault.ifPresent(f -> faults.incrementAndGet());
        if (fault.isPresent() && fault.get() instanceof Fault.LostRequest) {
            return false;
        }
        upstream.write(request.get().bytes());
        Optional<HttpMessage> answer = HttpMessage.readAnswer(answers, line.startsWith("HEAD "));
        if (answer.isEmpty()) {
            return false;
        }
        byte[] bytes = answer.get().bytes();
        int length = fault.map(f -> lengthAfter(f, answer.get())).orElse(bytes.length);
        client.write(bytes, 0, length);
        return length == bytes.length && !answer.get().endsTheConnection();
    }

    /** How many bytes of an answer arrive. */
    private static int lengthAfter(Fault fault, HttpMessage answer) {
        int length = answer.bytes().length;
        if (fault instanceof Fault.Late late) {
            pause(late.millis());
            return length;
        } else if (fault instanceof Fault.Cut cut) {
            return (int) (cut.part() * length);
        } else if (fault instanceof Fault.CutInside inside) {
            return answer.startOf(inside.header()) + 1;
        }
        return 0;
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The wire did not close", e);
        }
        threads.shutdownNow();
    }
}
