package dev.coldpress.gcs;

import org.apache.http.HttpException;
import org.apache.http.HttpMessage;
import org.apache.http.HttpResponse;
import org.apache.http.ProtocolException;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.ContentLengthStrategy;
import org.apache.http.impl.conn.DefaultHttpResponseParser;
import org.apache.http.impl.conn.ManagedHttpClientConnectionFactory;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.impl.entity.LaxContentLengthStrategy;
import org.apache.http.io.HttpMessageParser;
import org.apache.http.io.SessionInputBuffer;

/**
 * Connections that let no answer pass that is not whole: it counts as a broken connection. Apache's client alone takes
 * a head that breaks off for a whole one, and a body whose length nobody told for whole where it breaks off.
 */
final class WholeAnswers {

    private WholeAnswers() {}

    /** @param max how many there are at most */
    static PoolingHttpClientConnectionManager connections(int max) {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("http", PlainConnectionSocketFactory.getSocketFactory())
                        .register("https", SSLConnectionSocketFactory.getSocketFactory())
                        .build(),
                new ManagedHttpClientConnectionFactory(null, WholeAnswers::parser, WholeAnswers::length, null));
        connections.setMaxTotal(max);
        connections.setDefaultMaxPerRoute(max);
        return connections;
    }

    private static HttpMessageParser<HttpResponse> parser(SessionInputBuffer from, MessageConstraints constraints) {
        return new DefaultHttpResponseParser(new WholeLines(from), constraints);
    }

    /** RFC 9112 also allows a body that ends with the connection, of which nobody can say whether it is whole. */
    private static long length(HttpMessage head) throws HttpException {
        long length = LaxContentLengthStrategy.INSTANCE.determineLength(head);
        if (length == ContentLengthStrategy.IDENTITY) {
            throw new ProtocolException("The answer does not tell how long it is");
        }
        return length;
    }
}
