package dev.coldpress.gcs;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the server answers. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ServedAnswer(int status, Map<String, String> headers, byte[] body) {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=UTF-8");

    static ServedAnswer json(JsonObject json) {
        return new ServedAnswer(200, JSON, utf8(json.toString()));
    }

    static ServedAnswer refused(Refusal refusal) {
        return new ServedAnswer(refusal.status(), JSON, utf8(refusal.json()));
    }

    static ServedAnswer empty(int status, Map<String, String> headers) {
        return new ServedAnswer(status, headers, new byte[0]);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
