package dev.coldpress.parquet.internal.check;

import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.parquet.internal.footer.LeafColumn;

/** The least and the greatest value that a footer or a page index promises, held against the values that there are. */
final class ValueBounds {

    private final CurrentValue min;
    private final CurrentValue max;
    private final String where;
    private boolean metMin;
    private boolean metMax;

    /**
     * @param where completes "the least value of ..."
     * @throws ContentException if these are no bounds
     */
    ValueBounds(LeafColumn leaf, byte[] min, byte[] max, String where) {
        this.min = CurrentValue.bound(leaf, min);
        this.max = CurrentValue.bound(leaf, max);
        this.where = where;
        if (this.min.isNaN() || this.max.isNaN() || this.min.compareTo(this.max) > 0) {
            throw ContentException.corrupt(
                    "the least value of " + where + " is greater than the greatest, or no number");
        }
    }

    CurrentValue min() {
        return min;
    }

    CurrentValue max() {
        return max;
    }

    /** @throws ContentException if the value, which is not NaN, lies beyond a bound: readers pass over it then */
    void require(CurrentValue value) {
        int aboveMin = value.compareTo(min);
        int belowMax = max.compareTo(value);
        if (aboveMin < 0 || belowMax < 0) {
            throw ContentException.corrupt("a value is " + (aboveMin < 0 ? "less" : "greater") + " than the "
                    + (aboveMin < 0 ? "least" : "greatest") + " value of " + where);
        }
        metMin |= aboveMin == 0;
        metMax |= belowMax == 0;
    }

    /** @throws ContentException if a bound that is said to be exact is that of no value */
    void requireExact(boolean minIsExact, boolean maxIsExact) {
        if ((minIsExact && !metMin) || (maxIsExact && !metMax)) {
            throw ContentException.corrupt("the " + (metMin ? "greatest" : "least") + " value of " + where
                    + " is said to be exact, and no value has it");
        }
    }
}
