package dev.coldpress.acceptance.lake;

import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Flat events, as a streaming sink writes them: a unique id, a few repeating words, and a payload that no codec makes
 * smaller, so that the size of a file follows from its rows.
 */
public final class EventRows implements RowSource {

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message event {
              required int64 id;
              required int64 moment (TIMESTAMP(MILLIS,true));
              required binary kind (STRING);
              optional binary city (STRING);
              optional double amount;
              required binary payload;
            }
            """);

    private static final long FIRST_MILLIS = 1_709_251_200_000L;

    private final int payloadBytes;

    public EventRows(int payloadBytes) {
        this.payloadBytes = payloadBytes;
    }

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public Group row(long id) {
        Random random = new Random(id);
        byte[] payload = new byte[payloadBytes];
        random.nextBytes(payload);
        Group row = new SimpleGroup(SCHEMA)
                .append("id", id)
                .append("moment", FIRST_MILLIS + id)
                .append("kind", "kind-" + random.nextInt(12));
        if (random.nextInt(5) > 0) {
            row.append("city", "city-" + random.nextInt(300));
        }
        if (random.nextInt(5) > 0) {
            row.append("amount", random.nextDouble());
        }
        return row.append("payload", Binary.fromConstantByteArray(payload));
    }
}
