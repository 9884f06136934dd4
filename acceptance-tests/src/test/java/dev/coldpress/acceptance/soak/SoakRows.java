package dev.coldpress.acceptance.soak;

import dev.coldpress.acceptance.lake.RowSource;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * What an application writes, before and after its release of a new version. The first one gains a column then, the
 * second loses one, and the third gives one another type, which nothing can reconcile.
 */
final class SoakRows implements RowSource {

    private static final int PAYLOAD_BYTES = 200;

    /** For each application, the old one and the new one. */
    private static final List<SoakRows> VERSIONS = List.of(
            new SoakRows("required binary kind (STRING); optional binary city (STRING);"),
            new SoakRows(
                    "required binary kind (STRING); optional binary city (STRING); optional binary channel (STRING);"),
            new SoakRows("required binary kind (STRING); optional binary city (STRING);"),
            new SoakRows("required binary kind (STRING);"),
            new SoakRows("required binary kind (STRING);"),
            new SoakRows("required int32 kind;"));

    private final MessageType schema;

    private SoakRows(String columns) {
        schema = MessageTypeParser.parseMessageType(
                "message event { required int64 id; " + columns + " required binary payload; }");
    }

    static RowSource of(int application, boolean isNew) {
        return VERSIONS.get(2 * application + (isNew ? 1 : 0));
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
        if (schema.getType("kind").asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32) {
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
