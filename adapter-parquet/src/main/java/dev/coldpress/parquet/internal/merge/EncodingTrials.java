package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.page.EncodingPlan;
import dev.coldpress.parquet.internal.page.EncodingPlan.DeltaBlock;
import dev.coldpress.parquet.internal.page.EncodingPlan.DictionaryUse;
import dev.coldpress.parquet.internal.source.SourceBytes;
import dev.coldpress.parquet.internal.source.SourceEncodings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.Encoding;

/**
 * Which encodings are tried for a column chunk, one after the other, until one gives no more bytes than the sources
 * have. In most chunks that is the first.
 */
final class EncodingTrials {

    /** Pages of less than this have more to say about themselves than about values. */
    private static final int TINY_PAGE_BYTES = 4 << 10;

    /** Pages of less than this are short, if they are so because of the codec. */
    private static final int SHORT_PAGE_BYTES = 64 << 10;

    private static final int CLEARLY_SMALLER = 8;

    /** Less growth than this is not reported. */
    private static final int WORTH_A_WORD_PERCENT = 4;

    private static final int WORTH_A_WORD_BYTES = 512;

    private final SourceEncodings sources;
    private final EncodingPlan first;
    private final Deque<EncodingPlan> open = new ArrayDeque<>();
    private final Set<EncodingPlan> tried = new HashSet<>();

    EncodingTrials(SourceEncodings sources, EncodingPlan first) {
        this.sources = sources;
        this.first = first;
        tried.add(first);
    }

    /** What to try instead of the first, given what came of that; empty if it would have grown out of bounds. */
    void add(Optional<EncodedChunk> made) {
        boolean usesDictionary = made.map(chunk -> chunk.dictionaryBytes() > 0).orElse(first.mayUseDictionary());
        EncodingPlan base = usesDictionary ? first : first.with(DictionaryUse.NEVER);
        if (made.isPresent() && hasShortPages(made.get())) {
            base = base.withLongPages();
            open.add(base);
        }
        if (first.fallback() == Encoding.DELTA_BINARY_PACKED) {
            // A jump from the last value of a source to the first of the next spoils the whole block that it is in.
            open.add(base.with(DeltaBlock.DEFAULT));
        }
        if (sources.hasDictionary()) {
            open.add(first.with(DictionaryUse.LARGE));
        }
        if (usesDictionary) {
            open.add(base.with(DictionaryUse.NEVER));
        }
        for (Encoding other : sources.others(first.fallback())) {
            open.add(base.with(other).with(DictionaryUse.NEVER));
        }
    }

    /**
     * Whether the bytes of a page are mostly what each page begins with: its header, and values that the codec has not
     * seen.
     */
    private static boolean hasShortPages(EncodedChunk chunk) {
        int pages = chunk.pages().size();
        long pageBytes = (chunk.sizeBytes() - chunk.dictionaryBytes()) / pages;
        boolean compresses = chunk.uncompressedBytes() / CLEARLY_SMALLER > chunk.sizeBytes();
        return pages > 1 && (pageBytes < TINY_PAGE_BYTES || (compresses && pageBytes < SHORT_PAGE_BYTES));
    }

    /** Why all of them gave more, if they did. */
    Growth.Cause cause() {
        return sources.hasDictionary() ? Growth.Cause.DICTIONARIES : Growth.Cause.COMPRESSION;
    }

    /** The same chunk with the cause of its growth, if it grew. */
    static MadeChunk grown(MadeChunk made, SourceBytes bytes, Growth.Cause cause) {
        long percent = bytes.growthPercent(made.chunk());
        if (percent < WORTH_A_WORD_PERCENT || bytes.growth(made.chunk()) < WORTH_A_WORD_BYTES) {
            return made;
        }
        return new MadeChunk(made.chunk(), made.tier(), made.reason(), Optional.of(new Growth(percent, cause)));
    }

    /** The next plan; empty if there is none left. */
    Optional<EncodingPlan> next() {
        EncodingPlan plan = open.poll();
        while (plan != null && !tried.add(plan)) {
            plan = open.poll();
        }
        return Optional.ofNullable(plan);
    }
}
