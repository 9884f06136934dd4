package dev.coldpress.testkit.codec;

import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.MetadataNotation;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import java.util.List;

/** Another codec, of which subclasses change a part. */
public class ForwardingCodec implements ParquetCodec {

    private final ParquetCodec real;

    /** The one for rows. */
    public ForwardingCodec() {
        this(new RowCodec());
    }

    public ForwardingCodec(ParquetCodec real) {
        this.real = real;
    }

    @Override
    public ParquetFooter readFooter(SourceFile file) {
        return real.readFooter(file);
    }

    @Override
    public long mostMemoryBytes(long compressedBytes, long uncompressedBytes, long largestColumnBytes) {
        return real.mostMemoryBytes(compressedBytes, uncompressedBytes, largestColumnBytes);
    }

    @Override
    public long leastMemoryBytes(ParquetFooter footer) {
        return real.leastMemoryBytes(footer);
    }

    @Override
    public MetadataNotation notation() {
        return real.notation();
    }

    @Override
    public List<ColumnRanges> ranges(SourceFile file) {
        return real.ranges(file);
    }

    @Override
    public List<ColumnTier> explain(SourceFile file) {
        return real.explain(file);
    }

    @Override
    public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
        return real.merge(spec, sources, output, progress);
    }

    @Override
    public ParquetFooter checkContent(SourceFile file) {
        return real.checkContent(file);
    }
}
