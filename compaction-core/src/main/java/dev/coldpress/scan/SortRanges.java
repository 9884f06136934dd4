package dev.coldpress.scan;

import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.PartitionPlan;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.parquet.ColumnRanges;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.SchemaNode;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.SourceGoneException;
import dev.coldpress.port.parquet.ValueRange;
import dev.coldpress.port.parquet.ValueRange.Bounds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Between which values the rows of files lie in the first column that outputs are sorted by, as footers say. Each
 * footer is read once for this, and only if several outputs can be told apart by it. For one thread.
 */
final class SortRanges {

    private final ParquetCodec codec;
    private final SourceSpool spool;
    private final ReadAhead readAhead;
    private final Optional<String> column;
    private final Map<ObjectRef, Optional<ColumnRanges>> known = new HashMap<>();

    SortRanges(ParquetCodec codec, SourceSpool spool, ReadAhead readAhead, SortOrder sort) {
        this.codec = codec;
        this.spool = spool;
        this.readAhead = readAhead;
        this.column = sort.columns().stream().findFirst().map(SortColumn::column);
    }

    /**
     * The classes of which files go into several outputs.
     *
     * @return empty if no columns to sort by are named
     */
    List<String> classesToDivide(PartitionPlan plan) {
        if (column.isEmpty()) {
            return List.of();
        }
        return plan.groups().stream()
                .collect(Collectors.groupingBy(FileGroup::compatibility, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(outputs -> outputs.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Reads the ranges of the files of some classes.
     *
     * @param files in key order; their footers can be read
     * @return without files whose footers do not tell, those that have only nulls, and those whose column has another
     *     type than in the first file of their class
     */
    Map<ObjectKey, Bounds> of(List<DataFile> files, List<String> classes) {
        List<DataFile> ofClasses = files.stream()
                .filter(file -> classes.contains(file.compatibility()))
                .toList();
        readAhead.forEach(
                ofClasses.stream()
                        .map(DataFile::ref)
                        .filter(file -> !known.containsKey(file))
                        .toList(),
                file -> codec.ranges(spool.toScan(file)),
                this::take);
        Map<ObjectKey, Bounds> bounds = new HashMap<>();
        Map<String, SchemaNode> types = new HashMap<>();
        for (DataFile file : ofClasses) {
            Objects.requireNonNull(known.get(file.ref()))
                    .filter(of -> types.computeIfAbsent(file.compatibility(), name -> of.type())
                            .hasTypeOf(of.type()))
                    .flatMap(SortRanges::bounds)
                    .ifPresent(found -> bounds.put(file.key(), found));
        }
        return bounds;
    }

    private void take(ObjectRef file, Supplier<List<ColumnRanges>> read) {
        Optional<ColumnRanges> found = Optional.empty();
        try {
            found = read.get().stream()
                    .filter(of -> of.column().equals(column.orElseThrow()))
                    .findFirst();
        } catch (ParquetFileException | SourceGoneException e) {
            // The merge of the file, or the next look, tells of it.
        }
        known.put(file, found);
    }

    private static Optional<Bounds> bounds(ColumnRanges file) {
        return file.rowGroups().stream().allMatch(ValueRange::isKnown)
                ? file.rowGroups().stream()
                        .flatMap(rowGroup -> rowGroup.bounds().stream())
                        .reduce(Bounds::unite)
                : Optional.empty();
    }
}
