package dev.coldpress.acceptance.soak;

import dev.coldpress.acceptance.lake.RowSource;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * What an application writes, before and after its release of a new version. The first one gains a column then, the second
 * loses one, and the third gives one another type, which nothing can reconcile.
 */
enum SoakRows implements RowSource {
    ORDERS("required binary kind (STRING); optional binary city (STRING);"),
    ORDERS_WITH_CHANNEL(
            "required binary kind (STRING); optional binary city (STRING); optional binary channel (STRING);"),
    CLICKS("required binary kind (STRING); optional binary city (STRING);"),
    CLICKS_WITHOUT_CITY("required binary kind (STRING);"),
    SENSORS("required binary kind (STRING);"),
    SENSORS_OF_NUMBERED_KIND("required int32 kind;");

    private static final int PAYLOAD_BYTES = 200;

    private final MessageType schema;

    SoakRows(String columns) {
        schema = MessageTypeParser.parseMessageType(
                "message event { required int64 id; " + columns + " required binary payload; }");
    }

    static RowSource of(int application, boolean isNew) {
        return values()[2 * application + (isNew ? 1 : 0)];
    }

    @Override
    public MessageType schema() {
        return schema;
    }

    @Override
    public Group row(long id) {
        Random random = new Random(id);
        byte[] payload = new byte[PAYLOAD_BYTES];
        random.nextBytes(payload);
        Group row = new SimpleGroup(schema).append("id", id);
        int kind = random.nextInt(12);
        if (this == SENSORS_OF_NUMBERED_KIND) {
            row.append("kind", kind);
        } else {
            row.append("kind", "kind-" + kind);
        }
        for (String column : new String[] {"city", "channel"}) {
            if (schema.containsField(column) && random.nextInt(5) > 0) {
                row.append(column, column + "-" + random.nextInt(300));
            }
        }
        return row.append("payload", Binary.fromConstantByteArray(payload));
    }
}
