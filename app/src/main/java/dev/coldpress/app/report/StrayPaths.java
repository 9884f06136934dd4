package dev.coldpress.app.report;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names the first paths that are left alone for a reason, and counts the others. For one thread. */
public final class StrayPaths {

    private static final int NAMED = 3;

    private final Map<SkipReason, Integer> counts = new EnumMap<>(SkipReason.class);

    /** The line for a path; empty if enough with the reason had one. */
    public Optional<String> line(String path, Skip why) {
        return counts.merge(why.reason(), 1, Integer::sum) > NAMED
                ? Optional.empty()
                : Optional.of(path + LeftAloneText.of(why));
    }

    /** A line for each reason with paths that had none. */
    public List<String> more() {
        return counts.entrySet().stream()
                .filter(one -> one.getValue() > NAMED)
                .map(one -> "and " + Amounts.count(one.getValue() - NAMED, "more path") + "  "
                        + one.getKey().label())
                .toList();
    }
}
