package dev.coldpress.gcs;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resumable uploads of the server. The condition is judged when the last byte has come. */
final class ServedUploads {

    private static final int GRANULE_BYTES = 256 << 10;
    private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

    private final ServedBuckets buckets;
    private final Map<String, Session> sessions = new HashMap<>();

    ServedUploads(ServedBuckets buckets) {
        this.buckets = buckets;
    }

    private static final class Session {
        private final String bucket;
        private final String name;
        private final @Nullable String ifGenerationMatch;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private @Nullable ServedObject written;

        private Session(String bucket, String name, @Nullable String ifGenerationMatch) {
            this.bucket = bucket;
            this.name = name;
            this.ifGenerationMatch = ifGenerationMatch;
        }
    }

    synchronized String begin(String bucket, String name, @Nullable String ifGenerationMatch) {
        String id = UUID.randomUUID().toString();
        sessions.put(id, new Session(bucket, name, ifGenerationMatch));
        return id;
    }

    /** How many bytes have come, while more are to. */
    record Progress(long receivedBytes, Optional<ServedObject> written) {}

    synchronized Progress receive(String id, String contentRange, byte[] body) {
        Session session = sessions.get(id);
        Matcher range = RANGE.matcher(contentRange);
        if (session == null || !range.matches()) {
            throw Refusal.nonsense("No such upload, or no such range: " + contentRange);
        }
        if (session.written != null) {
            return new Progress(session.received.size(), Optional.of(session.written));
        }
        String total = range.group(3);
        if (range.group(1) != null) {
            append(session, Long.parseLong(range.group(1)), body, total.equals("*"));
        }
        if (!total.equals("*") && session.received.size() == Long.parseLong(total)) {
            session.written = buckets.write(
                    session.bucket, session.name, session.received.toByteArray(), session.ifGenerationMatch);
        }
        return new Progress(session.received.size(), Optional.ofNullable(session.written));
    }

    /** Bytes that came before are passed over; a gap is not filled, which the answer shows. */
    private static void append(Session session, long offset, byte[] body, boolean isMore) {
        if (isMore && body.length % GRANULE_BYTES != 0) {
            throw Refusal.nonsense("Every chunk but the last is a multiple of " + GRANULE_BYTES + " bytes");
        }
        long known = session.received.size() - offset;
        if (known >= 0 && known < body.length) {
            session.received.write(body, (int) known, (int) (body.length - known));
        }
    }
}
