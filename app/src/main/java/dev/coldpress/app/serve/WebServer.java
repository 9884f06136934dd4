package dev.coldpress.app.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP server that clients cannot keep from answering others by taking their time: no thread waits for what a client
 * has yet to send or to take, and when there are too many connections, the oldest goes.
 */
final class WebServer implements AutoCloseable {

    /** One accepts, one waits for all connections, the others answer. */
    private static final int THREADS = 8;

    /** More are in no honest use, and each costs a file that the process may have open. */
    static final int MAX_CONNECTIONS = 200;

    private static final long IDLE_MILLIS = 30_000;

    private final Server server;
    private final InetSocketAddress address;

    private WebServer(Server server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    /** @throws IOException if it cannot listen there; nothing is left then */
    static WebServer start(InetSocketAddress wanted, Handler handler) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("coldpress-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // One request each: nobody holds a connection for later, or a thread by sending many requests at once.
        configuration.setPersistentConnectionsEnabled(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(wanted.getAddress().getHostAddress());
        connector.setPort(wanted.getPort());
        connector.setIdleTimeout(IDLE_MILLIS);
        // When many come at once, the kernel would let some of them try again after a second.
        connector.setAcceptQueueSize(2 * MAX_CONNECTIONS);
        connector.addBean(new OpenConnections(MAX_CONNECTIONS));
        server.addConnector(connector);
        server.setHandler(handler);
        server.setErrorHandler(errors());
        try {
            connector.open();
            server.start();
            return new WebServer(server, new InetSocketAddress(wanted.getAddress(), connector.getLocalPort()));
        } catch (Exception e) {
            connector.close();
            // The connector says where, which the caller knows; its cause says why.
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
        }
    }

    /** What is said about requests that no handler gets to see. */
    private static ErrorHandler errors() {
        ErrorHandler errors = new ErrorHandler();
        errors.setDefaultResponseMimeType("text/plain");
        errors.setShowStacks(false);
        errors.setShowCauses(false);
        return errors;
    }

    /** Where it listens, with the port that it got. */
    InetSocketAddress address() {
        return address;
    }

    /** Does not wait for answers that are under way. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server does not stop", e);
        }
    }
}
