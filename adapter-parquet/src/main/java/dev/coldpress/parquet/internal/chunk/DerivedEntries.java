package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.mapping.ColumnMapping;

/** A column that is missing in a group that the source has: its levels are those of another leaf, up to the group. */
public final class DerivedEntries implements ColumnEntries {

    private final ColumnCursor sibling;
    private final ColumnMapping.Derived mapping;

    public DerivedEntries(ColumnCursor sibling, ColumnMapping.Derived mapping) {
        this.sibling = sibling;
        this.mapping = mapping;
    }

    @Override
    public boolean next() {
        while (sibling.next()) {
            if (sibling.repetition() <= mapping.maxRepetition()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int repetition() {
        return sibling.repetition();
    }

    @Override
    public int definition() {
        return mapping.definition(sibling.definition());
    }

    @Override
    public ColumnCursor cursor() {
        throw new IllegalStateException("A missing column has no values");
    }
}
