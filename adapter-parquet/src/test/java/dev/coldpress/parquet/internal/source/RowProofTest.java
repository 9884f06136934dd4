package dev.coldpress.parquet.internal.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.internal.chunk.ColumnCursor;
import dev.coldpress.parquet.internal.chunk.ColumnEntries;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.order.RowOrder;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.PhysicalType;
import dev.coldpress.port.parquet.Repetition;
import dev.coldpress.port.parquet.SchemaNode;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A row of the output that is not whole, or not in its place, is noticed. */
class RowProofTest {

    private static final ObjectKey OUTPUT = ObjectKey.of("merged.parquet");

    /** Lists of nulls: each number is a row of so many entries. */
    private static final LeafColumn LISTS = LeafColumn.of(new ParquetSchema(List.of(new SchemaNode(
                    "l", Repetition.REPEATED, OptionalInt.empty(), "", PhysicalType.INT32, 0, List.of()))))
            .get(0);

    /** Rows without a value, which differ in their number of entries. */
    private static final class Rows implements ColumnEntries {

        private final int[] lengths;
        private int row = -1;
        private int entry;

        Rows(int... lengths) {
            this.lengths = lengths;
        }

        @Override
        public boolean next() {
            if (row < 0 || ++entry == lengths[row]) {
                row++;
                entry = 0;
            }
            return row < lengths.length;
        }

        @Override
        public int repetition() {
            return entry == 0 ? 0 : 1;
        }

        @Override
        public int definition() {
            return 0;
        }

        @Override
        public ColumnCursor cursor() {
            throw new IllegalStateException("There are no values");
        }
    }

    private static void compare(int[] firstColumn, int[] secondColumn) {
        RowProof proof = new RowProof(4, 4);
        for (int column = 0; column < 2; column++) {
            proof.addSource(column, LISTS, new Rows(1, 3), 0);
            proof.addSource(column, LISTS, new Rows(2, 4), 2);
        }
        proof.addOutput(0, LISTS, new Rows(firstColumn), 0);
        proof.addOutput(1, LISTS, new Rows(secondColumn), 0);
        proof.requireEqual(List.of(RowOrder.of(0, 2, 1, 3)), OUTPUT, 0);
    }

    @Test
    void rowsInTheirOrderPass() {
        assertThatCode(() -> compare(new int[] {1, 2, 3, 4}, new int[] {1, 2, 3, 4}))
                .doesNotThrowAnyException();
    }

    @Test
    void aColumnInAnotherOrderIsNoticed() {
        assertThatThrownBy(() -> compare(new int[] {1, 2, 3, 4}, new int[] {1, 3, 2, 4}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("merged.parquet: row 1 of row group 0 is not the row of the sources");
    }

    @Test
    void allColumnsInAnotherOrderAreNoticed() {
        assertThatThrownBy(() -> compare(new int[] {1, 3, 2, 4}, new int[] {1, 3, 2, 4}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void columnsThatAreExchangedAreNoticed() {
        RowProof proof = new RowProof(1, 1);
        proof.addSource(0, LISTS, new Rows(1), 0);
        proof.addSource(1, LISTS, new Rows(2), 0);
        proof.addOutput(0, LISTS, new Rows(2), 0);
        proof.addOutput(1, LISTS, new Rows(1), 0);
        assertThatThrownBy(() -> proof.requireEqual(List.of(RowOrder.of(0)), OUTPUT, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRowOfALaterRowGroupIsNoticed() {
        RowProof proof = new RowProof(4, 4);
        proof.addSource(0, LISTS, new Rows(1, 3), 0);
        proof.addSource(0, LISTS, new Rows(2, 4), 2);
        proof.addOutput(0, LISTS, new Rows(1, 2), 0);
        proof.addOutput(0, LISTS, new Rows(4, 3), 2);
        List<RowOrder> orders = List.of(RowOrder.of(0, 2), RowOrder.of(1, 3));
        assertThatThrownBy(() -> proof.requireEqual(orders, OUTPUT, 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("row 0 of row group 6");
    }
}
