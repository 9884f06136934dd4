package dev.coldpress.simulator.history;

import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.simulator.lake.LakeContent;
import dev.coldpress.simulator.lake.LakeObject;
import dev.coldpress.simulator.lake.Listing;
import dev.coldpress.simulator.step.Fingerprint;
import dev.coldpress.simulator.world.World;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A reader that lists the partition page by page. Each object is read when its page is listed. A row that was live from
 * the first page to the last must have been on one of them, but for {@code DocumentedRisk.ONE_PAGE_PLAN}. One that
 * objects were taken from meanwhile, since a part was unmounted or the lake copied, is not asked.
 */
final class PageReader {

    private final HistoryState state;
    private final Set<String> liveAllTheTime;
    private final Set<String> seen = new TreeSet<>();
    private final int upheavals;
    private ListRequest next = ListRequest.level(World.PREFIX);

    PageReader(HistoryState state) {
        this.state = state;
        this.liveAllTheTime = state.ledger().live();
        LakeContent content = state.lake().content();
        liveAllTheTime.removeIf(row -> content.everHeld(row).noneMatch(World.PREFIX::contains));
        this.upheavals = state.lake().content().upheavals();
    }

    /** Returns whether this was the last page. */
    boolean readPage() {
        ListRequest request = new ListRequest(
                next.prefix(), true, next.startAfter(), state.world().pageSize());
        ListPage page = Listing.page(state.lake().content(), request);
        for (ListedObject listed : page.objects()) {
            LakeObject object = Objects.requireNonNull(state.lake().content().find(listed.key()));
            seen.addAll(object.rows());
        }
        liveAllTheTime.retainAll(state.ledger().live());
        String after = page.next();
        if (after != null) {
            next = next.after(after);
            return false;
        }
        judge();
        return true;
    }

    private void judge() {
        Set<String> missed = new TreeSet<>(liveAllTheTime);
        missed.removeAll(seen);
        if (!missed.isEmpty() && upheavals == state.lake().content().upheavals()) {
            state.judge().readerMissed(missed);
        }
    }

    long fingerprint() {
        String after = next.startAfter();
        long hash = Fingerprint.add(seen.hashCode(), liveAllTheTime.hashCode());
        return after == null ? hash : Fingerprint.add(hash, after);
    }
}
