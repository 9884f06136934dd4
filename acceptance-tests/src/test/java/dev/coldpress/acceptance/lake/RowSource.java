package dev.coldpress.acceptance.lake;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** Rows of one schema, made on demand: the same id always gives the same row. */
public interface RowSource {

    MessageType schema();

    Group row(long id);
}
