package dev.coldpress.protocol;

import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.RowCodec;
import java.util.List;

/** The row codec, of which subclasses break one thing. */
class ForwardingCodec implements ParquetCodec {

    private final RowCodec real = new RowCodec();

    @Override
    public ParquetFooter readFooter(SourceFile file) {
        return real.readFooter(file);
    }

    @Override
    public long leastMemoryBytes(ParquetFooter footer) {
        return real.leastMemoryBytes(footer);
    }

    @Override
    public List<ColumnTier> explain(SourceFile file) {
        return real.explain(file);
    }

    @Override
    public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output) {
        return real.merge(spec, sources, output);
    }

    @Override
    public ParquetFooter checkContent(SourceFile file) {
        return real.checkContent(file);
    }
}
