package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.notation.ArrowSchemaReader;
import dev.coldpress.port.parquet.ArrowField;
import dev.coldpress.port.parquet.MergeSpec;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * The columns of an output that its Arrow schema calls dictionaries. Readers take the entries of Parquet's dictionary
 * for the categories, used or not, and their order for that of the categories; so the dictionaries of the sources are
 * kept whole.
 *
 * @param columns the indexes of their leaves
 * @param ordered those whose order has a meaning, which must be the same in all sources
 */
record KeptDictionaries(BitSet columns, BitSet ordered) {

    static KeptDictionaries of(MergeSpec spec, List<LeafColumn> leaves) {
        BitSet columns = new BitSet();
        BitSet ordered = new BitSet();
        Map<List<String>, ArrowField> fields = ArrowSchemaReader.leaves(spec.keyValueMetadata(), spec.schema());
        for (int i = 0; i < leaves.size(); i++) {
            ArrowField field = fields.get(leaves.get(i).path());
            columns.set(i, field != null && field.isStoredDictionary());
            ordered.set(i, field != null && field.isOrdered());
        }
        return new KeptDictionaries(columns, ordered);
    }
}
