package dev.coldpress.acceptance.benchmark;

import dev.coldpress.acceptance.lake.RowSource;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Rows that follow from their ids. */
final class ShapeRows implements RowSource {

    private static final long FIRST_MILLIS = 1_760_000_400_000L;
    private static final int WORDS = 60;
    private static final String[] COUNTRIES = {"US", "IN", "DE", "FR", "BR", "GB", "JP", "LB", "NG", "ID", "MX", "CA"};
    private static final int WIDE_DOUBLES = 200;
    private static final int WIDE_INTEGERS = 60;
    private static final int WIDE_STRINGS = 40;

    /** The sink's columns of few distinct strings, with how many. */
    private static final String[] SINK_WORDS = {
        "category:4",
        "event_type:40",
        "platform:3",
        "os_version:5",
        "app_version:3",
        "build_number:3",
        "device_model:80",
        "manufacturer:4",
        "locale:4",
        "timezone:3",
        "network_type:3",
        "carrier:30",
        "sdk_version:2"
    };

    private final MessageType schema;
    private final BiConsumer<Group, Random> values;

    private ShapeRows(String fields, BiConsumer<Group, Random> values) {
        this.schema = MessageTypeParser.parseMessageType("message m { " + fields + " }");
        this.values = values;
    }

    static ShapeRows events() {
        return new ShapeRows("""
                required binary event_id (STRING); required binary event (STRING); required int64 user_id;
                required int64 ts (TIMESTAMP(MICROS,true)); required binary country (STRING);
                required binary url (STRING); optional double amount; required double lat; required double lon;
                required int32 n; required boolean ok; required binary props (STRING);
                optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
                """, (row, random) -> {
            row.append("event_id", uuid(random))
                    .append("event", word(random))
                    .append("user_id", (long) random.nextInt(20_000))
                    .append("ts", FIRST_MILLIS * 1000 + random.nextLong(3_600_000_000L))
                    .append("country", COUNTRIES[skewed(random, COUNTRIES.length)])
                    .append("url", "https://shop.example.com/" + word(random) + "/" + skewed(random, 3000));
            if (random.nextInt(10) < 3) {
                row.append("amount", Math.round(random.nextDouble() * 9000) / 100.0);
            }
            row.append("lat", 48 + 10 * random.nextGaussian())
                    .append("lon", 8 + 30 * random.nextGaussian())
                    .append("n", random.nextInt(100))
                    .append("ok", random.nextInt(20) > 0)
                    .append(
                            "props",
                            "{\"k\": " + random.nextInt(1_000_000) + ", \"ab\": \"v" + random.nextInt(4)
                                    + "\", \"ref\": \"https://r.example/" + random.nextInt(5000) + "\"}");
            Group tags = row.addGroup("tags");
            for (int i = random.nextInt(4); i > 0; i--) {
                tags.addGroup("list").append("element", word(random));
            }
        });
    }

    static ShapeRows sink() {
        StringBuilder fields = new StringBuilder(
                "required binary id (STRING); required binary device_id (STRING); required int64 timestamp_ms;"
                        + " optional binary correlation_id (STRING); optional boolean is_emulator;"
                        + " optional int32 screen_width; optional binary payload_json (STRING); required int64 year; ");
        for (String column : SINK_WORDS) {
            fields.append("optional binary ").append(column.split(":", -1)[0]).append(" (STRING); ");
        }
        return new ShapeRows(fields.toString(), (row, random) -> {
            row.append("id", uuid(random))
                    .append("device_id", uuid(new Random(random.nextInt(500))))
                    .append("timestamp_ms", FIRST_MILLIS + random.nextInt(3_600_000))
                    .append("year", 2026L);
            if (random.nextInt(10) < 4) {
                row.append("correlation_id", uuid(random));
            }
            row.append("is_emulator", random.nextInt(50) == 0)
                    .append("screen_width", 1080 + 90 * random.nextInt(4))
                    .append(
                            "payload_json",
                            "{\"screen\": \"" + word(random) + "\", \"ms\": " + random.nextInt(60_000)
                                    + ", \"item\": \"sku-" + random.nextInt(200_000) + "\", \"price\": "
                                    + random.nextInt(9000) / 100.0 + "}");
            for (String column : SINK_WORDS) {
                String[] nameAndCount = column.split(":", -1);
                if (random.nextInt(20) > 0) {
                    row.append(
                            nameAndCount[0], nameAndCount[0] + "-" + skewed(random, Integer.parseInt(nameAndCount[1])));
                }
            }
        });
    }

    static ShapeRows wide() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < WIDE_DOUBLES; i++) {
            fields.append("required double m").append(i).append("; ");
        }
        for (int i = 0; i < WIDE_INTEGERS; i++) {
            fields.append("required int32 c").append(i).append("; ");
        }
        for (int i = 0; i < WIDE_STRINGS; i++) {
            fields.append("required binary s").append(i).append(" (STRING); ");
        }
        return new ShapeRows(fields.toString(), (row, random) -> {
            for (int i = 0; i < WIDE_DOUBLES; i++) {
                row.append("m" + i, random.nextGaussian());
            }
            for (int i = 0; i < WIDE_INTEGERS; i++) {
                row.append("c" + i, random.nextInt(1000));
            }
            for (int i = 0; i < WIDE_STRINGS; i++) {
                row.append("s" + i, word(random));
            }
        });
    }

    @Override
    public MessageType schema() {
        return schema;
    }

    @Override
    public Group row(long id) {
        Group row = new SimpleGroup(schema);
        values.accept(row, new Random(id));
        return row;
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static String word(Random random) {
        return "form_view_" + skewed(random, WORDS);
    }

    /** Below the limit, and mostly far below. */
    private static int skewed(Random random, int limit) {
        double share = random.nextDouble();
        return (int) (share * share * share * limit);
    }
}
