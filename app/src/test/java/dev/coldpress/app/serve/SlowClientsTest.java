package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that take their time, more of them than there are threads and connections, keep nobody else from an answer.
 */
class SlowClientsTest {

    /** More than there are threads. */
    private static final int FEW = 50;

    /** More than are kept open at once. */
    private static final int CLIENTS = 300;

    private static final int PATIENCE_MILLIS = 30_000;

    private final DaemonUnderTest daemon = new DaemonUnderTest();
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        daemon.start().awaitEndOfRun();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        daemon.close();
    }

    /** What a client sends before it falls silent, and what would be the rest of it. */
    enum Sent {
        NOTHING("", "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        PART_OF_THE_FIRST_LINE("GET /met", "rics HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        PART_OF_THE_HEAD("GET /metrics HTTP/1.1\r\nHost: localhost\r\nX-Slow: a", "\r\n\r\n"),
        NO_BODY("POST /run HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n", "token"),
        PART_OF_A_BODY("POST /run HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nto", "ken"),
        PART_OF_A_CHUNK(
                "POST /run HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nto",
                "ken\r\n0\r\n\r\n"),
        NO_MORE_REQUESTS(
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        MANY_REQUESTS_WHOSE_ANSWERS_IT_DOES_NOT_TAKE(
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(300), "");

        private final String beginning;
        private final String rest;

        Sent(String beginning, String rest) {
            this.beginning = beginning;
            this.rest = rest;
        }
    }

    /** They are not cut off for it either: each gets its answer when it has asked its question. */
    @ParameterizedTest
    @EnumSource
    void othersAreAnsweredInTheMeantime(Sent sent) throws Exception {
        for (int i = 0; i < FEW; i++) {
            write(open(), sent.beginning);
        }
        assertOthersAreAnswered();
        for (Socket socket : sockets) {
            write(socket, sent.rest);
        }
        for (Socket socket : sockets) {
            assertThat(firstBytes(socket, "HTTP/1.1 ")).isEqualTo("HTTP/1.1 ");
        }
    }

    private static String firstBytes(Socket socket, String expected) throws IOException {
        byte[] answer = socket.getInputStream().readNBytes(expected.length());
        return new String(answer, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @EnumSource
    void moreOfThemThanThereAreConnectionsKeepNobodyFromAnAnswer(Sent sent) throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            write(open(), sent.beginning);
        }
        assertOthersAreAnswered();
    }

    @Test
    void othersAreAnsweredWhileHeadsComeByteByByte() throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            write(open(), Sent.PART_OF_THE_HEAD.beginning);
        }
        for (int round = 0; round < 3; round++) {
            for (Socket socket : sockets) {
                write(socket, "b");
            }
            assertOthersAreAnswered();
        }
    }

    private void assertOthersAreAnswered() throws Exception {
        assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(daemon.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(daemon.get("/").statusCode()).isEqualTo(200);
        daemon.awaitReadiness(200);
        assertThat(daemon.post("/run", "", "X-Coldpress", "run").statusCode()).isEqualTo(202);
        daemon.awaitEndOfRun();
    }

    /** So that they cannot use up the files that the process may have open, and that a merge needs. */
    @Test
    void someConnectionsGoWhenThereAreTooMany() throws Exception {
        List<SocketChannel> channels = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                SocketChannel channel = SocketChannel.open(daemon.address());
                channel.configureBlocking(false);
                channels.add(channel);
            }
            // Sooner than the server gives up on a client that sends nothing.
            long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (closed(channels) < CLIENTS - WebServer.MAX_CONNECTIONS && System.nanoTime() < latest) {
                assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
            }
            assertThat(closed(channels)).isGreaterThanOrEqualTo(CLIENTS - WebServer.MAX_CONNECTIONS);
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    private static int closed(List<SocketChannel> channels) throws IOException {
        int closed = 0;
        for (SocketChannel channel : channels) {
            closed += channel.read(ByteBuffer.allocate(1)) == -1 ? 1 : 0;
        }
        return closed;
    }

    /** Nobody answers for a request that a client broke off, so its body is not worth waiting for. */
    @Test
    void aRunThatIsAskedForByTheHeaderNeedsNoBody() throws Exception {
        Socket socket = open();
        String head = "POST /run HTTP/1.1\r\nHost: localhost\r\nX-Coldpress: run\r\nContent-Length: 500\r\n\r\n";
        write(socket, head);
        assertThat(firstBytes(socket, "HTTP/1.1 202")).isEqualTo("HTTP/1.1 202");
        daemon.awaitEndOfRun();
    }

    private Socket open() throws IOException {
        Socket socket =
                new Socket(daemon.address().getAddress(), daemon.address().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        return socket;
    }

    /** The server may have closed the connection of one who takes too long. */
    private static void write(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(broken pipe|connection reset|aborted).*");
        }
    }
}
