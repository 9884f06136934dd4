package dev.coldpress.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The head of a request or an answer. */
record WireMessage(List<String> lines) {

    /** Null if the connection ended before it. */
    static @Nullable WireMessage readHead(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = readLine(in);
            if (line == null) {
                return null;
            }
            if (line.isEmpty()) {
                return new WireMessage(lines);
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

    String value(String header) {
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
        return WireProxy.ascii(head.append("\r\n").toString());
    }

    /** Both as they go over the wire. */
    byte[] followedBy(byte[] body) {
        byte[] head = headWithout("no-header");
        byte[] both = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, both, head.length, body.length);
        return both;
    }

    /** The same without what matches; the body is no longer in chunks. */
    byte[] without(String pattern, byte[] body) {
        String content = isChunked() ? content(body) : new String(body, StandardCharsets.ISO_8859_1);
        byte[] rest = WireProxy.ascii(content.replaceAll(pattern, ""));
        List<String> head = new ArrayList<>();
        for (String line : lines) {
            String name = line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
            boolean isOfBody = name.equals("transfer-encoding") || (name.equals("content-length") && body.length > 0);
            String left = line.replaceAll(pattern, "");
            if (!isOfBody && !left.isEmpty()) {
                head.add(left);
            }
        }
        String length = "Content-Length: " + rest.length;
        if (body.length > 0 && !length.matches(pattern)) {
            head.add(length);
        }
        return new WireMessage(head).followedBy(rest);
    }

    private boolean isChunked() {
        return value("transfer-encoding").equalsIgnoreCase("chunked");
    }

    private static String content(byte[] chunks) {
        String left = new String(chunks, StandardCharsets.ISO_8859_1);
        StringBuilder content = new StringBuilder();
        for (int size = -1; size != 0; ) {
            int end = left.indexOf("\r\n");
            size = Integer.parseInt(left.substring(0, end).strip(), 16);
            content.append(left, end + 2, end + 2 + size);
            left = left.substring(end + 2 + size + 2);
        }
        return content.toString();
    }

    /** The body as it is on the wire, chunks and all. */
    byte[] readBody(InputStream in, boolean ofHead) throws IOException {
        if (ofHead || lines.get(0).matches("HTTP/1.1 (204|304).*")) {
            return new byte[0];
        }
        if (isChunked()) {
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
            chunks.writeBytes(WireProxy.ascii(line + "\r\n"));
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
