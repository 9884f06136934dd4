package dev.coldpress.parquet.internal.order;

import java.util.Arrays;

/**
 * Merges sorted sources with a tree of losers: its inner nodes hold the source that lost there, so that the next winner is found on one
 * way from a leaf to the root. As many rows of a winner are taken at once as come before the next row of all others.
 */
final class RunMerge {

    private static final int NONE = -1;

    private final RowKeys keys;
    private final SortedSources sources;
    private final int count;

    /** The place of the next row of each source. */
    private final int[] places;

    private final int[] losers;

    RunMerge(RowKeys keys, SortedSources sources) {
        this.keys = keys;
        this.sources = sources;
        this.count = sources.count();
        this.places = new int[count];
        this.losers = new int[Math.max(1, count)];
    }

    RowOrder merge() {
        RowOrder order = new RowOrder();
        Arrays.fill(losers, NONE);
        int winner = NONE;
        for (int source = 0; source < count; source++) {
            winner = enter(source);
        }
        while (winner != NONE && places[winner] < sources.rows(winner)) {
            int end = endOfRun(winner, runnerUp(winner));
            sources.addTo(order, winner, places[winner], end);
            places[winner] = end;
            winner = replay(winner);
        }
        return order;
    }

    /** Lets a source play until it loses or meets a node that nobody has reached before, where it waits for its opponent. */
    private int enter(int source) {
        int winner = source;
        for (int node = (source + count) / 2; node > 0; node /= 2) {
            if (losers[node] == NONE) {
                losers[node] = winner;
                return NONE;
            }
            winner = play(node, winner);
        }
        return winner;
    }

    private int replay(int source) {
        int winner = source;
        for (int node = (source + count) / 2; node > 0; node /= 2) {
            winner = play(node, winner);
        }
        return winner;
    }

    /** Leaves the loser at the node, and returns the winner. */
    private int play(int node, int source) {
        int other = losers[node];
        if (isBefore(other, source)) {
            losers[node] = source;
            return other;
        }
        return source;
    }

    /** Whether the next row of a source comes before that of another one; a source without rows comes last. */
    private boolean isBefore(int source, int other) {
        if (places[source] == sources.rows(source)) {
            return false;
        }
        return places[other] == sources.rows(other)
                || keys.compare(sources.row(source, places[source]), sources.row(other, places[other])) < 0;
    }

    /** Who would win without the winner: one of those that lost against it. */
    private int runnerUp(int winner) {
        int best = NONE;
        for (int node = (winner + count) / 2; node > 0; node /= 2) {
            if (best == NONE || isBefore(losers[node], best)) {
                best = losers[node];
            }
        }
        return best;
    }

    /** The place behind the last row of the winner that comes before the other's next: first by growing steps, then by halves. */
    private int endOfRun(int winner, int other) {
        int end = sources.rows(winner);
        if (other == NONE || places[other] == sources.rows(other)) {
            return end;
        }
        int limit = sources.row(other, places[other]);
        int before = places[winner];
        int step = 1;
        while (before + step < end && keys.compare(sources.row(winner, before + step), limit) < 0) {
            before += step;
            step *= 2;
        }
        int behind = Math.min(end, before + step);
        while (before + 1 < behind) {
            int middle = (before + behind) >>> 1;
            if (keys.compare(sources.row(winner, middle), limit) < 0) {
                before = middle;
            } else {
                behind = middle;
            }
        }
        return behind;
    }
}
