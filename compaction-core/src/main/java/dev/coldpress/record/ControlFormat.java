package dev.coldpress.record;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A small object of the lake that says how its records are kept: {@code _compaction/format}. Without it, a compactor
 * whose adapter has learnt a better way would not see the records that were kept in the old one, and would plan the
 * same sources twice.
 */
public record ControlFormat(ObjectStore store, KeyPrefix controlPrefix) {

    public static final String NAME = "format";

    private static final String FIRST_LINE = "coldpress-control 1";
    private static final String KEEPING = "records ";
    private static final int MAX_BYTES = 1 << 10;

    private ObjectKey key() {
        return controlPrefix.key(NAME);
    }

    /**
     * How the records of this lake are kept.
     *
     * @return empty if it is not settled yet, as no record was ever written
     * @throws DamagedRecordException if it cannot be understood
     */
    Optional<RecordKeeping> read() {
        return store.get(key(), MAX_BYTES).map(found -> parse(new String(found.body(), StandardCharsets.UTF_8)));
    }

    private RecordKeeping parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 3 || !lines[0].equals(FIRST_LINE) || !lines[1].startsWith(KEEPING) || !lines[2].isEmpty()) {
            throw new DamagedRecordException(key(), "it is not of the form '" + FIRST_LINE + "'");
        }
        return RecordKeeping.ofLabel(lines[1].substring(KEEPING.length()))
                .orElseThrow(() -> new DamagedRecordException(key(), "unknown '" + lines[1] + "'"));
    }

    /** Settles it, if nobody has, and returns what holds from now on. */
    RecordKeeping settle(RecordKeeping wanted) {
        byte[] body = (FIRST_LINE + "\n" + KEEPING + wanted.label() + "\n").getBytes(StandardCharsets.UTF_8);
        WriteResult result = store.put(
                key(), body, wanted == RecordKeeping.SINGLE_COMPACTOR ? WriteCondition.NONE : WriteCondition.ABSENT);
        return read().orElseThrow(() -> new StoreException(
                StoreException.Kind.UNAVAILABLE, "The store did not take the object " + key() + ": " + result));
    }
}
