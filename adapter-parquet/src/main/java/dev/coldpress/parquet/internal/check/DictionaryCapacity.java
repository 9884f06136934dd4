package dev.coldpress.parquet.internal.check;

import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.ColumnCursor;
import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.ArrowField.Dictionary;
import java.util.HashSet;
import java.util.Set;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Counts the values of a column chunk that its Arrow schema calls a dictionary, if it has no room for as many as there
 * may be.
 */
final class DictionaryCapacity {

    private final ChunkPlace place;
    private final long most;
    private final Set<Binary> entries = new HashSet<>();

    /** @param field of the column in the file's Arrow schema; null if it has none */
    DictionaryCapacity(ChunkPlace place, @Nullable ArrowField field) {
        this.place = place;
        this.most = field == null || !field.isStoredDictionary()
                ? Long.MAX_VALUE
                : most(field.dictionary().orElseThrow());
    }

    /** A Parquet dictionary counts in 32 bits. */
    private static long most(Dictionary dictionary) {
        int bits = dictionary.indexBits() - (dictionary.signed() ? 1 : 0);
        return bits < Integer.SIZE - 1 ? 1L << bits : Long.MAX_VALUE;
    }

    /** @throws dev.coldpress.port.parquet.ParquetFileException if the cursor's value is one too many */
    void add(ColumnCursor cursor) {
        if (most < Long.MAX_VALUE && entries.add(cursor.binaryValue().copy()) && entries.size() > most) {
            throw place.corrupt("it has more than the " + most
                    + " values that the dictionary of its Arrow schema (ARROW:schema) can have, at which readers fail");
        }
    }
}
