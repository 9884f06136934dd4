package dev.coldpress.app.demo;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Makes events one after the other, the same ones for the same generator. */
final class Events {

    private static final List<String> NAMES =
            List.of("page_view", "search", "add_to_cart", "checkout", "purchase", "login", "logout", "share");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "US", "IN", "BR", "JP", "NG", "MX");
    private static final int PRODUCTS = 500;
    private static final int USERS = 20_000;
    private static final long STEP_MICROS = 100_000;

    private final EventSchema schema;
    private final RandomGenerator random;
    private long timeMicros;

    Events(EventSchema schema, RandomGenerator random, Instant start) {
        this.schema = schema;
        this.random = random;
        this.timeMicros = start.toEpochMilli() * 1000;
    }

    /** Writes an event's value to each column, in the order of the schema. */
    void writeNext(List<ColumnWriter> columns) {
        timeMicros += random.nextLong(STEP_MICROS);
        text(columns.get(0), new UUID(random.nextLong(), random.nextLong()).toString());
        columns.get(1).write(timeMicros, 0, 0);
        text(columns.get(2), pick(NAMES));
        if (random.nextInt(10) == 0) {
            columns.get(3).writeNull(0, 0);
        } else {
            columns.get(3).write((long) random.nextInt(USERS), 0, 1);
        }
        optionalText(columns.get(4), pick(COUNTRIES));
        optionalText(columns.get(5), "https://shop.example/products/" + random.nextInt(PRODUCTS));
        amount(columns.get(6));
        if (schema.hasReferrer()) {
            optionalText(columns.get(7), "https://search.example/?q=" + pick(NAMES));
        }
    }

    private void amount(ColumnWriter column) {
        double amount = random.nextInt(100_000) / 100.0;
        if (random.nextInt(3) > 0) {
            column.writeNull(0, 0);
        } else if (schema.hasAmountAsText()) {
            optionalText(column, String.format(Locale.ROOT, "%.2f", amount));
        } else {
            column.write(amount, 0, 1);
        }
    }

    private String pick(List<String> values) {
        // The smaller of two draws: a few values are frequent, as in real events.
        return values.get(Math.min(random.nextInt(values.size()), random.nextInt(values.size())));
    }

    private static void text(ColumnWriter column, String value) {
        column.write(Binary.fromString(value), 0, 0);
    }

    private static void optionalText(ColumnWriter column, String value) {
        column.write(Binary.fromString(value), 0, 1);
    }
}
