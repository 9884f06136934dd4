package dev.coldpress.metrics;

import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.codec.ForwardingCodec;
import java.util.List;
import java.util.function.UnaryOperator;

/** A codec whose merges are followed by something. */
final class BentCodec extends ForwardingCodec {

    private final UnaryOperator<MergedFile> afterMerge;

    BentCodec(UnaryOperator<MergedFile> afterMerge) {
        this.afterMerge = afterMerge;
    }

    @Override
    public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
        return afterMerge.apply(super.merge(spec, sources, output, progress));
    }
}
