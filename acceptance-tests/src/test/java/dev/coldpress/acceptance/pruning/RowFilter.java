package dev.coldpress.acceptance.pruning;

import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;

/** A filter of the shape {@code events}, for parquet-java and as SQL. */
record RowFilter(String name, FilterPredicate predicate, String sql) {

    private static final long MINUTE = 60_000_000L;

    /** In the midst of the hour that all rows are of. */
    private static final long FROM = 1_760_000_400_000_000L + 30 * MINUTE;

    static RowFilter ofOneUser() {
        return new RowFilter("user_id = 7777", FilterApi.eq(FilterApi.longColumn("user_id"), 7777L), "user_id = 7777");
    }

    static RowFilter ofOneMinute() {
        FilterPredicate predicate = FilterApi.and(
                FilterApi.gtEq(FilterApi.longColumn("ts"), FROM),
                FilterApi.lt(FilterApi.longColumn("ts"), FROM + MINUTE));
        return new RowFilter(
                "one minute of ts",
                predicate,
                "ts >= make_timestamptz(" + FROM + ") AND ts < make_timestamptz(" + (FROM + MINUTE) + ")");
    }
}
