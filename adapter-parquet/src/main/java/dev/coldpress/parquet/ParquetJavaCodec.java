package dev.coldpress.parquet;

import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.check.ContentCheck;
import dev.coldpress.parquet.internal.check.OrderedDictionaries;
import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.merge.IdleBuffers;
import dev.coldpress.parquet.internal.merge.MergeBuffers;
import dev.coldpress.parquet.internal.merge.MergeRun;
import dev.coldpress.parquet.internal.merge.TierChoice;
import dev.coldpress.parquet.internal.notation.ParquetNotation;
import dev.coldpress.parquet.internal.order.FooterRanges;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.MetadataNotation;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.RowGroupSummary;
import dev.coldpress.port.parquet.SourceFile;
import java.util.List;

/**
 * The codec on parquet-java, for all that its 1.18.1 reads, in all codecs but LZO; outputs are in SNAPPY, ZSTD, GZIP,
 * LZ4_RAW or UNCOMPRESSED. Large row groups are copied as they are, and the others merged column by column: plain and
 * dictionary-encoded pages are regrouped as the bytes that they are, and the values of all others are decoded and
 * encoded. Where rows get another order, a column at a time is in memory.
 *
 * <p>Holds nothing open: one instance serves any number of threads, and each merge has its own memory, within
 * {@link MergeSpec#memoryBudgetBytes}. The memory of small merges stays for the next ones as long as Java has no other
 * use for it.
 */
public final class ParquetJavaCodec implements ParquetCodec {

    /** More would wait for the store and for each other. */
    private static final int MOST_DEFAULT_THREADS = 8;

    /** Threads would be started for longer than they help, and other partitions keep the processors busy. */
    private static final long BYTES_OF_A_SMALL_MERGE = 8 << 20;

    /** Two columns are in progress for each, with two segments of a megabyte or encoders of that size. */
    private static final long BYTES_OF_A_THREAD = 4 << 20;

    /** Five sources of the largest size that is read whole: four, and the one that is taken. */
    private static final long BYTES_READ_AHEAD = 5 * (16L << 20);

    /** What a store gathers before it sends it, twice: one part is gathered while another is under way. */
    private static final long BYTES_OF_AN_UPLOAD = 16 << 20;

    private final FooterReader footers = new FooterReader();
    private final IdleBuffers idle = new IdleBuffers();
    private final int threads;
    private final long bytesOfOneThread;
    private final boolean onlyTranscodes;

    /**
     * Merges with as many threads as there are processors, up to eight; sources of up to 8 MB together are merged by
     * the calling thread alone.
     */
    public ParquetJavaCodec() {
        this(Math.min(MOST_DEFAULT_THREADS, Runtime.getRuntime().availableProcessors()), BYTES_OF_A_SMALL_MERGE, false);
    }

    /**
     * Merges sources of any size with so many threads. The output's bytes do not depend on their number.
     *
     * @param threads how many columns each merge works on at once, at most; the memory budget may allow fewer
     * @throws IllegalArgumentException if there is less than one
     */
    public ParquetJavaCodec(int threads) {
        this(threads, 0, false);
    }

    /**
     * @param bytesOfOneThread up to which sources are merged by the calling thread alone
     * @param onlyTranscodes whether every column chunk is made in the tier that the others are tested against
     */
    ParquetJavaCodec(int threads, long bytesOfOneThread, boolean onlyTranscodes) {
        if (threads < 1) {
            throw new IllegalArgumentException("A merge needs at least one thread, not " + threads);
        }
        this.threads = threads;
        this.bytesOfOneThread = bytesOfOneThread;
        this.onlyTranscodes = onlyTranscodes;
    }

    @Override
    public ParquetFooter readFooter(SourceFile file) {
        FooterReader.Parsed footer = footers.readAll(file);
        return footer.checked().summary(OrderedDictionaries.read(file, footer));
    }

    @Override
    public long leastMemoryBytes(ParquetFooter footer) {
        return MemoryPlan.leastBudget(footer.rowGroups().stream()
                .mapToLong(RowGroupSummary::compressedBytes)
                .max()
                .orElse(0));
    }

    /**
     * The sources as they come in, those that are read ahead, the columns as they go out, what an upload gathers of
     * them, and their pages without compression in two places; and segments and encoders of each column in progress.
     * Columns that are made side by side are about as large as in their sources; one that becomes larger is made while
     * there is no other, and may grow by {@link MergeSpec#DEFAULT_MAX_GROWTH}. A merge of more than that goes to the
     * limits of {@link MemoryPlan}.
     */
    @Override
    public long mostMemoryBytes(long compressedBytes, long uncompressedBytes, long largestColumnBytes) {
        long sideBySide = 2 * compressedBytes;
        long alone = MergeSpec.DEFAULT_MAX_GROWTH * largestColumnBytes;
        return compressedBytes
                + Math.min(compressedBytes, BYTES_READ_AHEAD)
                + Math.max(sideBySide, alone)
                + 2 * uncompressedBytes
                + threads * BYTES_OF_A_THREAD
                + BYTES_OF_AN_UPLOAD;
    }

    @Override
    public MetadataNotation notation() {
        return new ParquetNotation();
    }

    @Override
    public List<ColumnTier> explain(SourceFile file) {
        return TierChoice.explain(footers.readAll(file));
    }

    @Override
    public List<ColumnRanges> ranges(SourceFile file) {
        return FooterRanges.of(footers.readAll(file));
    }

    /**
     * Merges files row group by row group; see the class for what is in memory.
     *
     * @throws IllegalArgumentException if there is no source, or the specification's schema cannot hold a source's rows
     */
    @Override
    public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException(output.key() + ": a merge needs at least one source");
        }
        long bytes =
                sources.stream().mapToLong(source -> source.ref().sizeBytes()).sum();
        if (bytes > bytesOfOneThread) {
            return merge(spec, sources, output, progress, MergeBuffers.create(), threads);
        }
        MergeBuffers buffers = idle.take();
        MergedFile merged = merge(spec, sources, output, progress, buffers, 1);
        idle.giveBack(buffers);
        return merged;
    }

    private MergedFile merge(
            MergeSpec spec,
            List<SourceFile> sources,
            StagedUpload output,
            Progress progress,
            MergeBuffers buffers,
            int workers) {
        try (MergeRun run = new MergeRun(spec, sources, output, progress, footers, buffers, workers, onlyTranscodes)) {
            return run.run();
        }
    }

    @Override
    public ParquetFooter checkContent(SourceFile file) {
        FooterReader.Parsed footer = ContentCheck.check(file, footers);
        return footer.checked().summary(OrderedDictionaries.read(file, footer));
    }
}
