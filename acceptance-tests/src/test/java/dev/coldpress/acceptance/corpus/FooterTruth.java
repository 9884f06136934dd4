package dev.coldpress.acceptance.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a merged file says of its values is true: null counts and bounds of each chunk, and of each page by the
 * page index. parquet-java reads the values and the footer.
 */
final class FooterTruth {

    private final ParquetFileReader reader;
    private final List<String> problems = new ArrayList<>();

    private FooterTruth(ParquetFileReader reader) {
        this.reader = reader;
    }

    /** What is not true, for people; none if all is. */
    static List<String> problems(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            FooterTruth truth = new FooterTruth(reader);
            truth.check();
            return truth.problems;
        }
    }

    private void check() throws IOException {
        MessageType schema = reader.getFileMetaData().getSchema();
        for (BlockMetaData block : reader.getRowGroups()) {
            PageReadStore pages = reader.readNextRowGroup();
            ColumnReadStoreImpl columns = new ColumnReadStoreImpl(
                    pages,
                    new GroupRecordConverter(schema).getRootConverter(),
                    schema,
                    reader.getFileMetaData().getCreatedBy());
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                ColumnDescriptor column =
                        schema.getColumnDescription(chunk.getPath().toArray());
                check(chunk, column, columns.getColumnReader(column));
            }
        }
    }

    private void check(ColumnChunkMetaData chunk, ColumnDescriptor column, ColumnReader values) throws IOException {
        OffsetIndex offsets = reader.readOffsetIndex(chunk);
        if (offsets == null) {
            problems.add(chunk.getPath() + " has no offset index");
            return;
        }
        Seen all = new Seen(column.getPrimitiveType());
        List<Seen> pages = read(values, chunk.getValueCount(), column, offsets, all);
        Statistics<?> statistics = chunk.getStatistics();
        if (statistics.isNumNullsSet() && statistics.getNumNulls() != all.nulls) {
            problems.add(chunk.getPath() + " has " + all.nulls + " nulls, and " + statistics.getNumNulls()
                    + " by its statistics");
        }
        if (statistics.hasNonNullValue()) {
            requireWithin(
                    all,
                    statistics.genericGetMin(),
                    statistics.genericGetMax(),
                    chunk.getPath().toDotString());
        }
        ColumnIndex index = reader.readColumnIndex(chunk);
        if (index != null) {
            checkPages(chunk, column.getPrimitiveType(), index, pages);
        }
    }

    private static List<Seen> read(
            ColumnReader values, long count, ColumnDescriptor column, OffsetIndex offsets, Seen all) {
        List<Seen> pages = new ArrayList<>();
        long row = -1;
        for (long i = 0; i < count; i++) {
            row += values.getCurrentRepetitionLevel() == 0 ? 1 : 0;
            while (pages.size() < offsets.getPageCount() && offsets.getFirstRowIndex(pages.size()) <= row) {
                pages.add(new Seen(column.getPrimitiveType()));
            }
            boolean isNull = values.getCurrentDefinitionLevel() < column.getMaxDefinitionLevel();
            @Nullable Object value = isNull ? null : value(values, column.getPrimitiveType());
            all.add(value);
            pages.get(pages.size() - 1).add(value);
            values.consume();
        }
        return pages;
    }

    private static Object value(ColumnReader values, PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> values.getBoolean();
            case INT32 -> values.getInteger();
            case INT64 -> values.getLong();
            case FLOAT -> values.getFloat();
            case DOUBLE -> values.getDouble();
            case INT96, BINARY, FIXED_LEN_BYTE_ARRAY -> values.getBinary().copy();
        };
    }

    private void checkPages(ColumnChunkMetaData chunk, PrimitiveType type, ColumnIndex index, List<Seen> pages) {
        BiConsumer<Integer, String> problem = (page, what) -> problems.add(chunk.getPath() + ", page " + page + what);
        for (int i = 0; i < pages.size(); i++) {
            Seen page = pages.get(i);
            if (index.getNullCounts() != null && index.getNullCounts().get(i) != page.nulls) {
                problem.accept(
                        i,
                        " has " + page.nulls + " nulls, and by its index "
                                + index.getNullCounts().get(i));
            }
            if (index.getNullPages().get(i) != (page.min == null)) {
                problem.accept(i, " has values or none, other than its index says");
            } else if (page.min != null) {
                requireWithin(
                        page,
                        bound(type, index.getMinValues().get(i)),
                        bound(type, index.getMaxValues().get(i)),
                        chunk.getPath() + ", page " + i);
            }
        }
    }

    private void requireWithin(Seen seen, Object min, Object max, String where) {
        if (seen.hasNan) {
            problems.add(where + " has bounds, and a NaN among its values");
        } else if (!seen.isWithin(min, max)) {
            problems.add(where + " has values from " + seen.min + " to " + seen.max + " and bounds from " + min + " to "
                    + max);
        }
    }

    private static Object bound(PrimitiveType type, ByteBuffer bytes) {
        ByteBuffer plain = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> plain.get(plain.position()) != 0;
            case INT32 -> plain.getInt(plain.position());
            case INT64 -> plain.getLong(plain.position());
            case FLOAT -> plain.getFloat(plain.position());
            case DOUBLE -> plain.getDouble(plain.position());
            case INT96, BINARY, FIXED_LEN_BYTE_ARRAY -> Binary.fromConstantByteBuffer(bytes);
        };
    }

    /** What was read of a chunk or of a page. */
    private static final class Seen {

        private final PrimitiveType type;
        private long nulls;
        private boolean hasNan;
        private @Nullable Object min;
        private @Nullable Object max;

        Seen(PrimitiveType type) {
            this.type = type;
        }

        void add(@Nullable Object value) {
            if (value == null) {
                nulls++;
                return;
            }
            hasNan |= (value instanceof Float f && f.isNaN()) || (value instanceof Double d && d.isNaN());
            min = min == null || compare(value, min) < 0 ? value : min;
            max = max == null || compare(value, max) > 0 ? value : max;
        }

        boolean isWithin(Object lower, Object upper) {
            return min != null && max != null && compare(lower, min) <= 0 && compare(upper, max) >= 0;
        }

        int compare(Object first, Object second) {
            return type.comparator().compare(first, second);
        }
    }
}
