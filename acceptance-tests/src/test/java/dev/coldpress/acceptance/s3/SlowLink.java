package dev.coldpress.acceptance.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A way to a server that lets a limited number of bytes per second through in each direction, for all connections
 * together. It remembers how much went through when. For any number of threads.
 */
public final class SlowLink implements AutoCloseable {

    private static final int CHUNK_BYTES = 16 << 10;

    private final URI server;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
    private final LinkDirection up;
    private final LinkDirection down;

    private SlowLink(URI server, ServerSocket listening, long bytesPerSecond) {
        this.server = server;
        this.listening = listening;
        long start = System.nanoTime();
        this.up = new LinkDirection(bytesPerSecond, start);
        this.down = new LinkDirection(bytesPerSecond, start);
    }

    /** Starts on a port of 127.0.0.1, before a server. */
    public static SlowLink before(URI server, long bytesPerSecond) throws IOException {
        SlowLink link = new SlowLink(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), bytesPerSecond);
        link.threads.execute(link::accept);
        return link;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** From the clients to the server. */
    public LinkDirection up() {
        return up;
    }

    /** From the server to the clients. */
    public LinkDirection down() {
        return down;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket upstream = new Socket(server.getHost(), server.getPort());
                open.add(client);
                open.add(upstream);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                threads.execute(() -> pass(client, upstream, up));
                threads.execute(() -> pass(upstream, client, down));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Until one side ends the connection, which ends it for both. */
    private void pass(Socket from, Socket to, LinkDirection direction) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                direction.pass(read);
                out.write(chunk, 0, read);
            }
        } catch (IOException e) {
            // One side has gone.
        } finally {
            open.remove(from);
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
            throw new UncheckedIOException("The link did not close", e);
        }
        threads.shutdownNow();
    }
}
