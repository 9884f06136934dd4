package dev.coldpress.merge;

import dev.coldpress.partition.TableFormatMark;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.parquet.ParquetFooter;
import java.util.Optional;
import java.util.Set;

/** Recognises files that a table format manages by what its writers leave in them; see also {@link TableFormatMark}. */
public final class TableFormats {

    private static final Set<String> FOOTER_KEYS =
            Set.of("iceberg.schema", "org.apache.hudi.bloomfilter", "hoodie_min_record_key");

    private TableFormats() {}

    /** Looks for a key that only such a writer leaves. */
    public static Optional<Skip> managing(ParquetFooter footer) {
        return FOOTER_KEYS.stream()
                .filter(footer.keyValueMetadata()::containsKey)
                .findFirst()
                .map(key -> new Skip(SkipReason.TABLE_FORMAT_MANAGED, "the file's metadata has the key " + key));
    }
}
