package dev.coldpress.metadata;

import dev.coldpress.port.parquet.SchemaNode;
import java.util.Optional;

/**
 * A file and what one key of its metadata says of it.
 *
 * @param metadata empty if the file does not have the key, or not in the form in which its writers write it
 * @param <T> the value of the key
 */
record Described<T>(FileColumns file, Optional<T> metadata) {

    /** The column of this name; empty if there is none. */
    Optional<SchemaNode> field(String name) {
        return file.field(name);
    }
}
