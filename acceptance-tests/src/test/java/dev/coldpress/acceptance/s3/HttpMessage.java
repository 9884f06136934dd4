package dev.coldpress.acceptance.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request or an answer of HTTP/1.1 as it is on the wire.
 *
 * @param head up to and with the empty line
 * @param body with the lengths of its chunks, if it comes in chunks
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
record HttpMessage(String head, byte[] body) {

    private static final byte[] NO_BODY = {};
    private static final String GO_ON = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final Pattern EXPECTS = Pattern.compile("(?im)^expect:.*\r\n");

    /**
     * Reads a request; one that asks first whether to send its body is told to.
     *
     * @return empty if the connection ended before it
     */
    static Optional<HttpMessage> readRequest(InputStream in, OutputStream answers) throws IOException {
        String head = readHead(in);
        Matcher expects = EXPECTS.matcher(head);
        if (expects.find()) {
            answers.write(GO_ON.getBytes(StandardCharsets.ISO_8859_1));
        }
        return head.isEmpty()
                ? Optional.empty()
                : Optional.of(new HttpMessage(expects.replaceAll(""), readBody(head, in)));
    }

    /** Reads an answer. Empty if the connection ended before it. */
    static Optional<HttpMessage> readAnswer(InputStream in, boolean toHead) throws IOException {
        String head = readHead(in);
        boolean isBare = toHead || head.matches("(?s)HTTP/1.1 (204|304) .*");
        return head.isEmpty()
                ? Optional.empty()
                : Optional.of(new HttpMessage(head, isBare ? NO_BODY : readBody(head, in)));
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        String line;
        do {
            line = readLine(in);
            head.append(line);
        } while (line.length() > 2);
        return head.toString();
    }

    /** With its end; empty at the end of the connection. */
    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next;
        do {
            next = in.read();
            if (next >= 0) {
                line.append((char) next);
            }
        } while (next >= 0 && next != '\n');
        return line.toString();
    }

    private static byte[] readBody(String head, InputStream in) throws IOException {
        if (value(head, "transfer-encoding").toLowerCase(Locale.ROOT).equals("chunked")) {
            return readChunks(in);
        }
        String length = value(head, "content-length");
        return length.isEmpty() ? NO_BODY : exactly(in, Integer.parseInt(length));
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int size;
        do {
            String line = readLine(in);
            size = Integer.parseInt(line.strip(), 16);
            chunks.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
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

    private static String value(String head, String header) {
        Matcher line = line(head, header);
        return line.find() ? line.group(1).strip() : "";
    }

    private static Matcher line(String head, String header) {
        return Pattern.compile("(?im)^" + Pattern.quote(header) + ":[ \t]*([^\r\n]*)")
                .matcher(head);
    }

    String firstLine() {
        return head.substring(0, head.indexOf('\r'));
    }

    /** Where the value of a header begins. */
    int startOf(String header) {
        Matcher line = line(head, header);
        if (!line.find()) {
            throw new IllegalStateException("There is no header " + header + " in " + head);
        }
        return line.start(1);
    }

    boolean endsTheConnection() {
        return value(head, "connection").equalsIgnoreCase("close");
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
