package dev.coldpress.gcs;

import java.io.IOException;
import org.apache.http.ConnectionClosedException;
import org.apache.http.io.HttpTransportMetrics;
import org.apache.http.io.SessionInputBuffer;
import org.apache.http.util.CharArrayBuffer;

/**
 * The lines of the head of an answer, which ends with an empty one. Whoever reads on where the connection has ended is
 * told so; the end of a line that broke off is not seen at once, but when the next one is asked for.
 */
final class WholeLines implements SessionInputBuffer {

    private final SessionInputBuffer from;

    WholeLines(SessionInputBuffer from) {
        this.from = from;
    }

    @Override
    public int readLine(CharArrayBuffer line) throws IOException {
        int length = from.readLine(line);
        if (length < 0) {
            throw new ConnectionClosedException("The connection ended within the head of an answer, or before it");
        }
        return length;
    }

    @Override
    public String readLine() throws IOException {
        throw new UnsupportedOperationException("only lines into a buffer are read here");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return from.read(bytes, offset, length);
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return from.read(bytes);
    }

    @Override
    public int read() throws IOException {
        return from.read();
    }

    @Override
    @Deprecated
    public boolean isDataAvailable(int timeoutMillis) throws IOException {
        return from.isDataAvailable(timeoutMillis);
    }

    @Override
    public HttpTransportMetrics getMetrics() {
        return from.getMetrics();
    }
}
