package dev.coldpress.gcs;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server is asked.
 *
 * @param path still encoded
 * @param headers by their names in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ServedRequest(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

    static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String one : uri.getRawQuery().split("&", -1)) {
                int equals = one.indexOf('=');
                query.put(one.substring(0, equals), decoded(one.substring(equals + 1)));
            }
        }
        return query;
    }

    /** A plus is a plus; only forms mean a space by it. */
    static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Empty if it is not there. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    @Nullable
    String parameter(String name) {
        return query.get(name);
    }
}
