package dev.coldpress.metrics;

import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.RowCodec;
import java.util.List;
import java.util.function.UnaryOperator;

/** A codec whose merges are followed by something. */
record BentCodec(UnaryOperator<MergedFile> afterMerge) implements ParquetCodec {

    private static final RowCodec CODEC = new RowCodec();

    @Override
    public ParquetFooter readFooter(SourceFile file) {
        return CODEC.readFooter(file);
    }

    @Override
    public long leastMemoryBytes(ParquetFooter footer) {
        return CODEC.leastMemoryBytes(footer);
    }

    @Override
    public List<ColumnTier> explain(SourceFile file) {
        return CODEC.explain(file);
    }

    @Override
    public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output) {
        return afterMerge.apply(CODEC.merge(spec, sources, output));
    }

    @Override
    public ParquetFooter checkContent(SourceFile file) {
        return CODEC.checkContent(file);
    }
}
