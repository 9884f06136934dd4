package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.SortColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.schema.MessageType;

/** What holds for every merge into an order, by an order that compares value by value. */
class SortPropertyTest {

    private static final long LAST_SEED = 1L << 40;
    private static final int TRIES = 12;

    private final ParquetCodec codec = CodecUnderTest.create();

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void rowsOfOneSchemaAreSorted(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> check(MergeCase.ofOneSchema(codec, seed), seed));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void rowsOfEvolvedSchemasAreSorted(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> check(MergeCase.ofEvolvedSchemas(codec, seed), seed));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void rowsOfManyWritersAreSorted(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> check(MergeCase.ofManyWriters(codec, seed), seed));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void sortedRowsSortedAgainAreTheSame(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> {
            MergeCase merge = MergeCase.ofOneSchema(codec, seed);
            List<SortColumn> order = order(schema(merge), new Random(seed));
            if (order.isEmpty()) {
                return;
            }
            byte[] once = merge.withSort(order).merge(codec).bytes();
            byte[] twice = new MergeCase(List.of(once), merge.spec(), merge.isForDuckDb())
                    .withSort(order)
                    .merge(codec)
                    .bytes();
            assertThat(columns(FileAnatomy.of(twice))).isEqualTo(columns(FileAnatomy.of(once)));
        });
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void theBytesDependNeitherOnThreadsNorOnWhatIsVerified(@ForAll @LongRange(max = LAST_SEED) long first) {
        Seeds.run(first, seed -> {
            MergeCase merge = MergeCase.ofOneSchema(codec, seed);
            List<SortColumn> order = order(schema(merge), new Random(seed));
            byte[] bytes =
                    merge.withVerifyContent(false).withSort(order).merge(codec).bytes();
            assertThat(merge.withVerifyContent(true)
                            .withSort(order)
                            .merge(new dev.coldpress.parquet.ParquetJavaCodec(1))
                            .bytes())
                    .isEqualTo(bytes);
        });
    }

    private static MessageType schema(MergeCase merge) {
        return FileAnatomy.of(merge.merge(CodecUnderTest.create()).bytes()).schema();
    }

    private static List<SortColumn> order(MessageType schema, Random random) {
        List<SortColumn> order = new ArrayList<>();
        for (ColumnDescriptor column : schema.getColumns()) {
            if (SortedRows.isKey(column)) {
                order.add(
                        new SortColumn(String.join(".", column.getPath()), random.nextBoolean(), random.nextBoolean()));
            }
        }
        Collections.shuffle(order, random);
        return List.copyOf(order.subList(0, Math.min(order.size(), 1 + random.nextInt(3))));
    }

    private void check(MergeCase unsorted, long seed) throws IOException {
        List<SortColumn> order = order(schema(unsorted), new Random(seed));
        if (order.isEmpty()) {
            return;
        }
        MergeCase merge = unsorted.withVerifyContent(true).withSort(order);
        FileAnatomy output = FileAnatomy.of(merge.merge(codec).bytes());
        Comparator<List<List<ColumnEntry>>> comparator = new SortedRows(output.schema(), order).comparator();
        ExpectedColumns sources = new ExpectedColumns(output.schema(), merge.anatomies());
        List<List<ColumnEntry>> expectedColumns = new ArrayList<>();
        for (int i = 0; i < output.schema().getColumns().size(); i++) {
            expectedColumns.add(sources.column(i));
        }
        List<List<List<ColumnEntry>>> expected = SortedRows.rows(expectedColumns);
        expected.sort(comparator);
        List<List<List<ColumnEntry>>> rows = SortedRows.rows(columns(output));
        // What fits into memory, as all of these files do, is one order, however many row groups it becomes.
        assertThat(rows).isEqualTo(expected);
        for (FileAnatomy.Group group : output.groups()) {
            checkGroup(output, group, comparator, order);
        }
    }

    private static void checkGroup(
            FileAnatomy output,
            FileAnatomy.Group group,
            Comparator<List<List<ColumnEntry>>> comparator,
            List<SortColumn> order) {
        List<List<ColumnEntry>> columns = new ArrayList<>();
        for (int i = 0; i < output.schema().getColumns().size(); i++) {
            columns.add(ColumnEntries.ofChunk(output, group, i));
        }
        assertThat(SortedRows.rows(columns)).isSortedAccordingTo(comparator);
        List<SortColumn> declared = new ArrayList<>();
        for (SortingColumn column : group.thrift().getSorting_columns()) {
            String[] path =
                    output.schema().getColumns().get(column.getColumn_idx()).getPath();
            declared.add(new SortColumn(String.join(".", path), column.isDescending(), column.isNulls_first()));
        }
        assertThat(declared).isEqualTo(order);
    }

    private static List<List<ColumnEntry>> columns(FileAnatomy file) {
        List<List<ColumnEntry>> columns = new ArrayList<>();
        for (int i = 0; i < file.schema().getColumns().size(); i++) {
            columns.add(ColumnEntries.ofColumn(file, i));
        }
        return columns;
    }
}
