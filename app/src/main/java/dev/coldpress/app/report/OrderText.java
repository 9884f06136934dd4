package dev.coldpress.app.report;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.port.parquet.MergedOrder;
import dev.coldpress.port.parquet.SortColumn;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says how the rows of a merged file came into their order. */
public final class OrderText {

    private OrderText() {}

    public static String of(MergedOrder order) {
        StringBuilder text = new StringBuilder("Sorted by ")
                .append(order.columns().stream().map(SortColumn::toString).collect(Collectors.joining(", ")))
                .append(String.format(Locale.ROOT, ": %.1f", 100 * order.movedShare()))
                .append(" % of the rows moved");
        if (order.unsortedSources() > 0) {
            text.append("; not in this order: ").append(Amounts.count(order.unsortedSources(), "source"));
        }
        if (order.wrongClaims() > 0) {
            text.append(", although they say so: ").append(Amounts.count(order.wrongClaims(), "source"));
        }
        if (order.rowGroupsNotSorted() > 0) {
            text.append("; left as they were, because the memory budget is too small: ")
                    .append(Amounts.count(order.rowGroupsNotSorted(), "row group"));
        }
        return text.toString();
    }
}
