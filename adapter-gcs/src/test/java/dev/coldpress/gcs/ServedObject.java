package dev.coldpress.gcs;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32C;

/** One write of an object in the server. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ServedObject(String bucket, String name, long generation, byte[] body, Instant created) {

    String crc32c() {
        CRC32C sum = new CRC32C();
        sum.update(body);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    String md5() {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the service shows it; numbers of 64 bits are strings. */
    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "storage#object");
        json.addProperty("bucket", bucket);
        json.addProperty("name", name);
        json.addProperty("generation", String.valueOf(generation));
        json.addProperty("metageneration", "1");
        json.addProperty("size", String.valueOf(body.length));
        json.addProperty("timeCreated", created.toString());
        json.addProperty("updated", created.toString());
        json.addProperty("contentType", "application/octet-stream");
        json.addProperty("crc32c", crc32c());
        json.addProperty("md5Hash", md5());
        json.addProperty("etag", "g" + generation);
        return json;
    }
}
