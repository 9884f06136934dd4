package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.page.TierReason;
import dev.coldpress.port.parquet.ColumnTier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the column chunks of a file were made. */
final class TierCounts {

    private final List<LeafColumn> columns;
    private final List<Map<Way, Integer>> counts = new ArrayList<>();

    private record Way(Tier tier, Optional<TierReason> reason, List<String> remarks) {

        String because() {
            return Stream.concat(reason.map(TierReason::text).stream(), remarks.stream())
                    .collect(Collectors.joining("; "));
        }

        // Written out because what Java makes for records takes long at its first call.
        @Override
        public boolean equals(Object other) {
            return other instanceof Way that
                    && tier == that.tier
                    && reason.equals(that.reason)
                    && remarks.equals(that.remarks);
        }

        @Override
        public int hashCode() {
            return Objects.hash(tier, reason, remarks);
        }
    }

    TierCounts(List<LeafColumn> columns) {
        this.columns = columns;
        columns.forEach(column -> counts.add(new LinkedHashMap<>()));
    }

    /** @param reason why no cheaper tier took the chunk; empty if there is none */
    void add(int column, Tier tier, Optional<TierReason> reason) {
        add(column, tier, reason, List.of());
    }

    /** @param remarks what else there is to say of the chunk */
    void add(int column, Tier tier, Optional<TierReason> reason, List<String> remarks) {
        counts.get(column).merge(new Way(tier, reason, remarks), 1, Integer::sum);
    }

    /** In the order of the schema. */
    List<ColumnTier> list() {
        List<ColumnTier> list = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i).dottedPath();
            counts.get(i)
                    .forEach((way, chunks) ->
                            list.add(new ColumnTier(column, way.tier().title(), way.because(), chunks)));
        }
        return list;
    }
}
