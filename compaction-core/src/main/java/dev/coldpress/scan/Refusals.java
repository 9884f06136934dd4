package dev.coldpress.scan;

import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.parquet.ParquetFileException;

/** The skip reason of a file that the codec refuses. */
public final class Refusals {

    private Refusals() {}

    public static Skip skip(ParquetFileException refusal) {
        SkipReason reason = switch (refusal.reason()) {
            case CORRUPT -> SkipReason.QUARANTINED;
            case ENCRYPTED -> SkipReason.ENCRYPTED;
            case UNSUPPORTED -> SkipReason.UNSUPPORTED;
            case MEMORY_BUDGET -> SkipReason.MEMORY_BUDGET;
        };
        return new Skip(reason, refusal.detail());
    }
}
