package dev.coldpress.acceptance.lake;

import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Most types, nested ones too, with nulls at every level. */
public final class WideRows implements RowSource {

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message wide {
              required int64 id;
              optional boolean flag;
              optional int32 tiny (INTEGER(8,true));
              optional int32 unsigned (INTEGER(32,false));
              optional float ratio;
              optional double amount;
              optional binary name (STRING);
              optional binary raw;
              optional int64 price (DECIMAL(12,2));
              optional fixed_len_byte_array(16) total (DECIMAL(38,4));
              optional int32 day (DATE);
              optional int64 at (TIMESTAMP(MICROS,true));
              optional int64 local (TIMESTAMP(MILLIS,false));
              optional int96 legacy;
              optional fixed_len_byte_array(16) uid (UUID);
              optional int64 clock (TIME(MICROS,false));
              optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
              optional group point { required double x; optional int32 y; }
              optional group limits (MAP) {
                repeated group key_value { required binary key (STRING); optional int64 value; }
              }
            }
            """);

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public Group row(long id) {
        Random random = new Random(id);
        Group row = new SimpleGroup(SCHEMA);
        row.add("id", id);
        for (String column : new String[] {"flag", "tiny", "unsigned", "ratio", "amount", "name", "raw", "price"}) {
            if (random.nextInt(10) > 0) {
                addScalar(row, column, random);
            }
        }
        for (String column : new String[] {"total", "day", "at", "local", "legacy", "uid", "clock"}) {
            if (random.nextInt(10) > 0) {
                addTyped(row, column, random);
            }
        }
        addNested(row, random);
        return row;
    }

    private static void addScalar(Group row, String column, Random random) {
        switch (column) {
            case "flag" -> row.add(column, random.nextBoolean());
            case "tiny" -> row.add(column, random.nextInt(256) - 128);
            case "unsigned" -> row.add(column, random.nextInt());
            case "ratio" -> row.add(column, random.nextInt(50) == 0 ? -0.0f : random.nextFloat());
            case "amount" -> row.add(column, random.nextInt(50) == 0 ? Double.NaN : random.nextGaussian());
            case "name" -> row.add(column, "name-é-" + random.nextInt(40));
            case "raw" -> row.add(column, bytes(random, random.nextInt(20)));
            case "price" -> row.add(column, random.nextLong() % 1_000_000_000_000L);
            default -> throw new IllegalArgumentException(column);
        }
    }

    private static void addTyped(Group row, String column, Random random) {
        switch (column) {
            case "total" -> row.add(column, decimal(random));
            case "day" -> row.add(column, random.nextInt(60_000) - 20_000);
            case "at" -> row.add(column, random.nextLong() % 4_000_000_000_000_000L);
            case "local" -> row.add(column, random.nextLong() % 4_000_000_000_000L);
            case "legacy" ->
                row.add(column, new NanoTime(2_440_588 + random.nextInt(20_000), 1_000L * random.nextInt()));
            case "uid" -> row.add(column, bytes(random, 16));
            case "clock" -> row.add(column, random.nextLong(86_400_000_000L));
            default -> throw new IllegalArgumentException(column);
        }
    }

    private static void addNested(Group row, Random random) {
        if (random.nextInt(10) > 0) {
            Group tags = row.addGroup("tags");
            for (int i = random.nextInt(5); i > 0; i--) {
                Group item = tags.addGroup("list");
                if (random.nextInt(6) > 0) {
                    item.add("element", "tag" + random.nextInt(1000));
                }
            }
        }
        if (random.nextInt(10) > 0) {
            Group point = row.addGroup("point");
            point.add("x", random.nextDouble());
            if (random.nextBoolean()) {
                point.add("y", random.nextInt());
            }
        }
        if (random.nextInt(10) > 0) {
            Group limits = row.addGroup("limits");
            for (int i = random.nextInt(4); i > 0; i--) {
                Group entry = limits.addGroup("key_value");
                entry.add("key", "k" + i);
                if (random.nextBoolean()) {
                    entry.add("value", random.nextLong());
                }
            }
        }
    }

    private static Binary decimal(Random random) {
        return Binary.fromConstantByteArray(ByteBuffer.allocate(16)
                .putLong(random.nextInt())
                .putLong(random.nextLong())
                .array());
    }

    private static Binary bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Binary.fromConstantByteArray(bytes);
    }
}
