package dev.coldpress.parquet.internal.source;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;

/**
 * A source whose reads are progress of a merge. For the thread that called the merge, the only one that reads sources.
 */
public record ReportedSource(SourceFile source, Progress progress) implements SourceFile {

    @Override
    public ObjectRef ref() {
        return source.ref();
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        int length = into.remaining();
        progress.readStarts();
        source.read(offset, into);
        progress.readEnds(length);
    }
}
