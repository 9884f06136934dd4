package dev.coldpress.app.plan;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.merge.OrderForecast;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what the merge of a group will do. */
final class ForecastText {

    private ForecastText() {}

    /** One line each: the order, what it costs, and the tiers. */
    static List<String> lines(GroupForecast forecast) {
        OrderForecast order = forecast.order();
        String tiers = forecast.tiers().entrySet().stream()
                .map(tier -> tier.getKey() + " " + Amounts.count(tier.getValue(), "chunk"))
                .collect(Collectors.joining(", "));
        if (order.columns().isEmpty()) {
            return List.of("order: " + behindEachOther(forecast.wanted(), order), "tiers: " + tiers);
        }
        String moves = order.mayMove() == 0
                ? "no row moves"
                : String.format(
                        Locale.ROOT,
                        "up to %,d of %,d rows move (%.1f %%)",
                        order.mayMove(),
                        order.rows(),
                        100 * order.shareThatMayMove());
        return List.of(
                "order: " + sorted(forecast.wanted(), order),
                "cost: " + moves,
                "tiers: " + (order.mayMove() == 0 ? tiers : "gather where rows move, elsewhere " + tiers));
    }

    private static String behindEachOther(SortOrder wanted, OrderForecast order) {
        String why;
        if (wanted.equals(SortOrder.NONE)) {
            why = "sort is none";
        } else if (!wanted.keeps()) {
            why = "no source can be sorted by " + columns(wanted.columns());
        } else if (order.declaring() < order.sources()) {
            why = Amounts.count(order.declaring()) + " of " + Amounts.count(order.sources(), "source")
                    + " declare an order";
        } else {
            why = "the sources declare different orders, or orders by columns that cannot be sorted by";
        }
        return "one source after the other, because " + why;
    }

    private static String sorted(SortOrder wanted, OrderForecast order) {
        String says = Amounts.count(order.declaring()) + " of " + Amounts.count(order.sources(), "source")
                + " declare this order";
        return columns(order.columns()) + (wanted.keeps() ? ", kept: " : ", as sort wants it: ") + says;
    }

    private static String columns(List<SortColumn> columns) {
        return columns.stream().map(SortColumn::toString).collect(Collectors.joining(", "));
    }

    /** One word for machines. */
    static String made(GroupForecast forecast) {
        if (forecast.order().columns().isEmpty()) {
            return "none";
        }
        return forecast.wanted().keeps() ? "kept" : "sorted";
    }
}
