package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.page.TierReason;
import java.util.Optional;

/**
 * A finished chunk, whose bytes are in the buffers of its {@link ColumnMaker} until that makes the next one.
 *
 * @param reason why it was not made in a cheaper tier
 * @param growth why it is larger than its sources, if it is
 * @param carried what stays of the sources' metadata
 */
record MadeChunk(EncodedChunk chunk, Tier tier, TierReason reason, Optional<Growth> growth, Carried carried) {

    MadeChunk(EncodedChunk chunk, Tier tier, TierReason reason, Optional<Growth> growth) {
        this(chunk, tier, reason, growth, Carried.NONE);
    }

    MadeChunk with(Carried newlyCarried) {
        return new MadeChunk(chunk, tier, reason, growth, newlyCarried);
    }
}
