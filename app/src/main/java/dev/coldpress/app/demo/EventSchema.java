package dev.coldpress.app.demo;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;

/** The schemas that the demonstration's sink has written its events with, over time. */
enum EventSchema {
    USUAL,

    /** A column more: reconciles with the usual one. */
    WITH_REFERRER,

    /** The amount as a text: reconciles with no other. */
    AMOUNT_AS_TEXT;

    boolean hasReferrer() {
        return this == WITH_REFERRER;
    }

    boolean hasAmountAsText() {
        return this == AMOUNT_AS_TEXT;
    }

    MessageType message() {
        MessageTypeBuilder columns = Types.buildMessage();
        columns.required(BINARY).as(stringType()).named("event_id");
        columns.required(INT64).as(timestampType(true, TimeUnit.MICROS)).named("event_time");
        columns.required(BINARY).as(stringType()).named("event_name");
        columns.optional(INT64).named("user_id");
        columns.optional(BINARY).as(stringType()).named("country");
        columns.optional(BINARY).as(stringType()).named("url");
        if (hasAmountAsText()) {
            columns.optional(BINARY).as(stringType()).named("amount");
        } else {
            // parquet-java's own default for floats is an order that most readers do not know yet.
            columns.optional(DOUBLE).columnOrder(ColumnOrder.typeDefined()).named("amount");
        }
        if (hasReferrer()) {
            columns.optional(BINARY).as(stringType()).named("referrer");
        }
        return columns.named("event");
    }
}
