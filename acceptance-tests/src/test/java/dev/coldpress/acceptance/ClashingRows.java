package dev.coldpress.acceptance;

import dev.coldpress.acceptance.lake.RowSource;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Rows whose id has another type than everywhere else. */
final class ClashingRows implements RowSource {

    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType("message clashing { required binary id (STRING); }");

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public Group row(long id) {
        return new SimpleGroup(SCHEMA).append("id", "id-" + id);
    }
}
