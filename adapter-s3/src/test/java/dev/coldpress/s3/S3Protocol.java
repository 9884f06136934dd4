package dev.coldpress.s3;

import dev.coldpress.s3.WireProxy.Request;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is particular to the protocol of S3: which request is which, and how an error is told. */
final class S3Protocol {

    private static final Pattern KEY = Pattern.compile("<Key>.*?</Key>");

    private S3Protocol() {}

    static Request kind(String firstLine, UnaryOperator<String> header) {
        String[] line = firstLine.split(" ", -1);
        String query = line[1].contains("?") ? line[1].substring(line[1].indexOf('?') + 1) : "";
        boolean ofUpload = query.contains("uploadId=");
        return switch (line[0]) {
            case "HEAD" -> Request.HEAD;
            case "PUT" ->
                !ofUpload
                        ? Request.PUT
                        : !header.apply("x-amz-copy-source").isEmpty() ? Request.PART_COPY : Request.PART;
            case "POST" ->
                query.startsWith("delete") ? Request.DELETE_BATCH : ofUpload ? Request.COMPLETE : Request.CREATE_UPLOAD;
            case "DELETE" -> ofUpload ? Request.ABORT : Request.DELETE;
            default ->
                query.contains("list-type=2")
                        ? Request.LIST
                        : ofUpload
                                ? Request.LIST_PARTS
                                : query.contains("uploads") ? Request.LIST_UPLOADS : kindOfRead(header);
        };
    }

    private static Request kindOfRead(UnaryOperator<String> header) {
        boolean isLook = header.apply("range").equals("bytes=0-0")
                && header.apply("if-match").isEmpty();
        return isLook ? Request.HEAD : Request.GET;
    }

    /**
     * An answer with an error, after which the connection ends.
     *
     * @param ofEachKey whether the error is said of each key of the request, which is a batch
     */
    static byte[] error(int status, String code, boolean ofEachKey, byte[] request) {
        String error = "<Code>" + code + "</Code><Message>as planned</Message></Error>";
        String body = "<?xml version=\"1.0\"?>" + (ofEachKey ? errorOfEachKey(request, error) : "<Error>" + error);
        return WireProxy.ascii("HTTP/1.1 " + status + " As planned\r\nContent-Type: application/xml\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body);
    }

    private static String errorOfEachKey(byte[] request, String error) {
        return KEY.matcher(new String(request, StandardCharsets.ISO_8859_1))
                .results()
                .map(key -> "<Error>" + key.group() + error)
                .collect(Collectors.joining("", "<DeleteResult>", "</DeleteResult>"));
    }
}
