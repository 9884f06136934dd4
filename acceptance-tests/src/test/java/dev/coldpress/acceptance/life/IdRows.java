package dev.coldpress.acceptance.life;

import dev.coldpress.acceptance.lake.RowSource;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Rows of an id alone: all take the same space. */
final class IdRows implements RowSource {

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("message row { required int64 id; }");

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public Group row(long id) {
        return new SimpleGroup(SCHEMA).append("id", id);
    }
}
