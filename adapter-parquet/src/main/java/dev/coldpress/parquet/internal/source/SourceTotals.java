package dev.coldpress.parquet.internal.source;

import dev.coldpress.parquet.internal.footer.AnnotationUnion;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.mapping.SchemaMapping;
import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.ParquetSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/** What the footers of all sources say together of the columns of the output. */
public final class SourceTotals {

    private final List<Column> columns = new ArrayList<>();
    private final AnnotationUnion annotations;
    private long rowCount;

    public SourceTotals(ParquetSchema output, List<LeafColumn> targets) {
        annotations = new AnnotationUnion(output);
        targets.forEach(target -> columns.add(new Column(target)));
    }

    public long rowCount() {
        return rowCount;
    }

    public void add(SourceFooter footer, SourceRowGroup group, SchemaMapping mapping) {
        rowCount = Math.addExact(rowCount, group.rowCount());
        annotations.add(footer.fileSchema());
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(group, mapping.column(i));
        }
    }

    /** Of the sources that have rows. */
    public AnnotationUnion annotations() {
        return annotations;
    }

    /** Without the columns of which the footers do not determine both values and nulls. */
    public List<ColumnSummary> determined() {
        return columns.stream()
                .filter(column -> column.nulls.isPresent())
                .map(Column::summary)
                .toList();
    }

    private static final class Column {

        private final LeafColumn target;
        private final TreeSet<String> codecs = new TreeSet<>();
        private long values;
        private long bytes;
        private OptionalLong nulls;

        /** Writers disagree on what a null is in a list: some count empty lists and missing lists, some do not. */
        Column(LeafColumn target) {
            this.target = target;
            this.nulls = target.maxRepetition() == 0 ? OptionalLong.of(0) : OptionalLong.empty();
        }

        void add(SourceRowGroup group, ColumnMapping mapping) {
            if (mapping instanceof ColumnMapping.Present present) {
                SourceChunk chunk = group.chunks().get(present.source());
                values = Math.addExact(values, chunk.valueCount());
                nulls = SourceFooter.sum(nulls, chunk.nullCount());
                bytes = Math.addExact(bytes, chunk.lengthBytes());
                codecs.add(chunk.codec().name());
            } else {
                // Without repetition there is one entry for each row, and this one is null in all.
                values = Math.addExact(values, group.rowCount());
                nulls = SourceFooter.sum(nulls, OptionalLong.of(group.rowCount()));
            }
        }

        ColumnSummary summary() {
            return new ColumnSummary(target.path(), values, nulls, List.copyOf(codecs), bytes);
        }
    }
}
