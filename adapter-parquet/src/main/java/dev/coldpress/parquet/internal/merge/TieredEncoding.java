package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.bytes.GrownException;
import dev.coldpress.parquet.internal.chunk.ChunkEncoder;
import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.compression.PageCodec;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.order.ColumnRows;
import dev.coldpress.parquet.internal.order.EncoderSink;
import dev.coldpress.parquet.internal.order.HashedSink;
import dev.coldpress.parquet.internal.order.RowBuffers;
import dev.coldpress.parquet.internal.order.RowGather;
import dev.coldpress.parquet.internal.order.RowOrder;
import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.parquet.internal.page.EncodingPlan;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.page.PageLimits;
import dev.coldpress.parquet.internal.page.TierReason;
import dev.coldpress.parquet.internal.page.UnfitException;
import dev.coldpress.parquet.internal.repage.PageHash;
import dev.coldpress.parquet.internal.repage.RepageBuffers;
import dev.coldpress.parquet.internal.repage.RepageEncoder;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.parquet.internal.source.RowGroupBatch;
import dev.coldpress.parquet.internal.source.SourceBytes;
import java.util.Optional;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one column of a batch in the cheapest tier that can do it: pages as they are, pages rebuilt, or entries
 * decoded and encoded again. A tier that cannot do it is not tried again. For one thread.
 */
final class TieredEncoding implements AutoCloseable {

    /**
     * What all columns of a {@link ColumnMaker} are encoded with.
     *
     * @param decode for pages of sources
     * @param rows for columns whose rows are brought into another order
     * @param mostGatherBytes what such a column may take
     * @param isLimited whether it is a part of the memory only, so that what fails may succeed with all of it
     */
    record Tools(
            PageCodecs codecs,
            PageLimits limits,
            DecodeBuffers decode,
            RepageBuffers repage,
            RowBufferPool rows,
            long mostGatherBytes,
            KeptDictionaries keptDictionaries,
            boolean isLimited) {}

    private final Tools tools;
    private final RowGroupBatch batch;
    private final int column;
    private final LeafColumn leaf;
    private final CompressionCodec codec;
    private final SourceBytes sources;
    private final ContentHash hash;

    /** Why the column is transcoded; null as long as nothing speaks against re-paging it. */
    private @Nullable TierReason reason;

    /** Whether an attempt has ended; what another one cannot do can only need more memory. */
    private boolean wasTried;

    /** Of the rows of the part; null if they stay as they are. */
    private @Nullable RowOrder order;

    /** The column in memory, if its rows are brought into another order. */
    private @Nullable ColumnRows rows;

    private @Nullable RowBuffers taken;

    TieredEncoding(
            Tools tools,
            RowGroupBatch batch,
            int column,
            LeafColumn leaf,
            CompressionCodec codec,
            SourceBytes sources,
            ContentHash hash) {
        this.tools = tools;
        this.batch = batch;
        this.column = column;
        this.leaf = leaf;
        this.codec = codec;
        this.sources = sources;
        this.hash = hash;
        this.reason = TierChoice.against(batch, column).orElse(null);
    }

    /** Why the column is transcoded; null as long as nothing speaks against re-paging it. */
    @Nullable
    TierReason reason() {
        return reason;
    }

    /** Begins a part of the batch: what is encoded next are its rows. */
    void begin(int part) {
        order = batch.order(part);
    }

    /**
     * Makes the chunk of the part that was begun last. The hash is that of its entries.
     *
     * @param into for its pages
     * @throws GrownException if it would take more bytes than it may
     */
    MadeChunk encode(EncodingPlan plan, EncodeBuffers into) {
        try {
            return inCheapestTier(plan, into);
        } finally {
            wasTried = true;
        }
    }

    private MadeChunk inCheapestTier(EncodingPlan plan, EncodeBuffers into) {
        hash.reset();
        PageCodec pageCodec = tools.codecs().get(codec, plan.level());
        PageLimits pageLimits = plan.longPages() ? tools.limits().longer() : tools.limits();
        RowOrder wanted = order;
        if (wanted != null) {
            return gather(wanted, pageCodec, pageLimits, plan, into);
        }
        if (reason == null && plan.isForRepage()) {
            try {
                return repage(pageCodec, pageLimits, plan, into);
            } catch (UnfitException e) {
                reason = e.reason();
            } catch (GrownException e) {
                throw e;
            } catch (RuntimeException e) {
                reason = afterFault(e);
            }
            hash.reset();
        }
        TierReason why = reason == null ? TierReason.ENCODING : reason;
        if (tools.keptDictionaries().ordered().get(column)) {
            throw orderLost(why);
        }
        ChunkEncoder encoder = new ChunkEncoder(leaf, pageCodec, pageLimits, plan, into);
        EncodedChunk chunk = new Transcode(leaf, column, tools.decode(), hash, encoder).run(batch.groups(), sources);
        return new MadeChunk(chunk, Tier.TRANSCODE, why, Optional.empty());
    }

    /** The categories of an ordered categorical are only in the dictionary, and transcode would make a new one. */
    private RuntimeException orderLost(TierReason why) {
        LoadedRowGroup group = batch.groups().get(0);
        return new ChunkPlace(group.key(), group.rowGroup().ordinal(), leaf)
                .fault(ContentException.unsupported(
                        "the order of its categories (ARROW:schema) would be lost, because " + why.text()));
    }

    /** Transcode reads it all the same, or says what is wrong. How that ends must not depend on the memory. */
    private TierReason afterFault(RuntimeException fault) {
        if (tools.isLimited()) {
            throw ContentException.corrupt("not re-paged: " + fault);
        }
        if (wasTried) {
            throw new GrownException("not re-paged: " + fault);
        }
        return TierReason.OTHER_CONTENT;
    }

    private MadeChunk gather(
            RowOrder wanted, PageCodec pageCodec, PageLimits pageLimits, EncodingPlan plan, EncodeBuffers into) {
        ColumnRows loaded = rows();
        PageHash pageHash = new PageHash(leaf, hash);
        EncodedChunk chunk;
        if (plan.isForRepage() && PageEntries.width(leaf) != 0) {
            RepageEncoder encoder = new RepageEncoder(leaf, pageCodec, pageLimits, plan, into, tools.repage());
            RowGather.inOrder(loaded, wanted, false, new HashedSink(encoder, hash, pageHash));
            chunk = encoder.finish();
        } else {
            ChunkEncoder encoder = new ChunkEncoder(leaf, pageCodec, pageLimits, plan, into);
            RowGather.inOrder(loaded, wanted, true, new HashedSink(new EncoderSink(encoder), hash, pageHash));
            chunk = encoder.finish();
        }
        return new MadeChunk(chunk, Tier.GATHER, TierReason.OTHER_ORDER, Optional.empty());
    }

    private ColumnRows rows() {
        ColumnRows loaded = rows;
        if (loaded == null) {
            loaded = loadRows();
            rows = loaded;
        }
        return loaded;
    }

    private ColumnRows loadRows() {
        RowBuffers into = tools.rows().take();
        taken = into;
        ColumnLoader loader =
                new ColumnLoader(leaf, column, tools.decode(), tools.repage(), tools.mostGatherBytes(), into);
        if (reason == null) {
            try {
                return loader.loadPages(
                        batch.groups(),
                        sources,
                        tools.keptDictionaries().columns().get(column));
            } catch (UnfitException e) {
                reason = e.reason();
            } catch (RuntimeException e) {
                reason = afterFault(e);
            }
        }
        if (tools.keptDictionaries().ordered().get(column)) {
            throw orderLost(reason == null ? TierReason.OTHER_CONTENT : reason);
        }
        return loader.loadEntries(batch.groups(), sources);
    }

    private MadeChunk repage(PageCodec pageCodec, PageLimits pageLimits, EncodingPlan plan, EncodeBuffers into) {
        RepageEncoder encoder = new RepageEncoder(leaf, pageCodec, pageLimits, plan, into, tools.repage());
        new Repage(leaf, column, tools.decode(), hash, encoder, codec, tools.repage())
                .read(batch.groups(), sources, encoder::plainBytes);
        EncodedChunk chunk = encoder.finish();
        return encoder.movedPages() > 0
                ? new MadeChunk(chunk, Tier.SPLICE, batch.reason(), Optional.empty())
                : new MadeChunk(chunk, Tier.REPAGE, TierReason.OTHER_PAGES, Optional.empty());
    }

    /** The column is not asked for again. */
    @Override
    public void close() {
        if (taken != null) {
            tools.rows().giveBack(taken);
        }
    }
}
