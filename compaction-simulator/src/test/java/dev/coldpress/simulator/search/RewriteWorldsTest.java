package dev.coldpress.simulator.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.Compactor;
import dev.coldpress.plan.GroupReason;
import dev.coldpress.simulator.world.Family;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.InitialFile;
import dev.coldpress.simulator.world.Worlds;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What there is to do in worlds of {@link Family#REWRITES}: groups of a single file, and others. */
class RewriteWorldsTest {

    @Test
    void groupsOfOneFileAreAmongOthers() {
        Map<GroupReason, Integer> reasons = new EnumMap<>(GroupReason.class);
        for (long seed = 0; seed < 40; seed++) {
            count(Worlds.draw(seed, List.of(Family.REWRITES)), reasons);
        }
        assertThat(reasons).containsOnlyKeys(GroupReason.RECOMPRESS, GroupReason.SMALL_FILES);
        assertThat(reasons.get(GroupReason.RECOMPRESS)).isGreaterThan(20);
        assertThat(reasons.get(GroupReason.SMALL_FILES)).isGreaterThan(10);
    }

    private static void count(World world, Map<GroupReason, Integer> reasons) {
        ManualClock clock = new ManualClock(Instant.parse("2026-01-20T00:00:00Z"));
        InMemoryObjectStore store = new InMemoryObjectStore(clock);
        for (InitialFile file : world.files()) {
            String row = file.name() + "-".repeat(60);
            store.add(file.key(), RowCodec.file(file.type(), Collections.nCopies(file.rowCount(), row)));
        }
        clock.advance(World.LONG_QUIET);
        Compactor.builder(store, new RowCodec())
                .settings(world.compactors().get(0).settings())
                .clock(clock)
                .ids(new SeededIds(1))
                .pause(new RecordingPause(clock))
                .build()
                .planAll(planned -> planned.groups().forEach(group -> reasons.merge(group.reason(), 1, Integer::sum)));
    }
}
