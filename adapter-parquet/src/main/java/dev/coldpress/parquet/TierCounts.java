package dev.coldpress.parquet;

import dev.coldpress.port.parquet.ColumnTier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the column chunks of a file were made. */
final class TierCounts {

    private final List<LeafColumn> columns;
    private final List<Map<Way, Integer>> counts = new ArrayList<>();

    private record Way(Tier tier, Optional<TierReason> reason, Optional<Growth> growth) {

        String because() {
            String why = reason.map(TierReason::text).orElse("");
            return growth.map(grown -> why + "; " + grown.text()).orElse(why);
        }
    }

    TierCounts(List<LeafColumn> columns) {
        this.columns = columns;
        columns.forEach(column -> counts.add(new LinkedHashMap<>()));
    }

    /** @param reason why no cheaper tier took the chunk; empty if there is none */
    void add(int column, Tier tier, Optional<TierReason> reason) {
        add(column, tier, reason, Optional.empty());
    }

    /** @param growth why the chunk is larger than its sources, if it is */
    void add(int column, Tier tier, Optional<TierReason> reason, Optional<Growth> growth) {
        counts.get(column).merge(new Way(tier, reason, growth), 1, Integer::sum);
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
