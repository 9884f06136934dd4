package dev.coldpress.acceptance.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Digests a sequence of values. Types and lengths go in too, so that no two different sequences look the same. */
final class ValueDigest {

    private final MessageDigest digest;

    ValueDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    void add(@Nullable Object value) {
        if (value instanceof List<?> list) {
            addText("[" + list.size());
            list.forEach(this::add);
        } else if (value instanceof Map<?, ?> map) {
            addText("{" + map.size());
            map.forEach((key, item) -> {
                add(key);
                add(item);
            });
        } else {
            addText(value == null ? "" : value.getClass().getSimpleName() + " " + value);
        }
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void addText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
