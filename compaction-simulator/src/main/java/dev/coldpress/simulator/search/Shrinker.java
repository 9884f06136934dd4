package dev.coldpress.simulator.search;

import dev.coldpress.simulator.decide.Deviation;
import dev.coldpress.simulator.decide.RecordingDecider;
import dev.coldpress.simulator.decide.ReplayDecider;
import dev.coldpress.simulator.history.Carriers;
import dev.coldpress.simulator.history.Coverage;
import dev.coldpress.simulator.history.History;
import dev.coldpress.simulator.history.HistoryResult;
import dev.coldpress.simulator.lake.Violation;
import dev.coldpress.simulator.search.Simulator.Finding;
import dev.coldpress.simulator.world.StoreVariant;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.BystanderSpec;
import dev.coldpress.simulator.world.World.CompactorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a finding smaller while it breaks the same promise: fewer faults and switches, then fewer actors, runs and
 * files, until nothing more can be left out.
 */
final class Shrinker {

    /** Replays take about a millisecond. */
    private static final int MOST_REPLAYS = 4000;

    private final Carriers carriers;
    private final long seed;
    private int replays;
    private Finding best;

    Shrinker(Finding finding, Carriers carriers) {
        this.best = finding;
        this.seed = finding.seed();
        this.carriers = carriers;
    }

    Finding shrink() {
        boolean smaller = true;
        while (smaller && replays < MOST_REPLAYS) {
            boolean fewer = withFewerDeviations();
            smaller = withSmallerWorld() || fewer;
        }
        return best;
    }

    private boolean withFewerDeviations() {
        boolean any = false;
        for (int size = Math.max(1, best.deviations().size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from < best.deviations().size(); ) {
                List<Deviation> rest = new ArrayList<>(best.deviations());
                rest.subList(from, Math.min(rest.size(), from + size)).clear();
                if (accept(best.world(), rest)) {
                    any = true;
                } else {
                    from += size;
                }
            }
        }
        return any;
    }

    private boolean withSmallerWorld() {
        boolean any = false;
        boolean found = true;
        while (found) {
            found = false;
            for (World smaller : smaller(best.world())) {
                if (!found && accept(smaller, best.deviations())) {
                    found = true;
                    any = true;
                }
            }
        }
        return any;
    }

    private static List<World> smaller(World world) {
        List<World> worlds = new ArrayList<>();
        for (int i = 0; i < world.bystanders().size(); i++) {
            List<BystanderSpec> fewer = new ArrayList<>(world.bystanders());
            fewer.set(i, new BystanderSpec(fewer.get(i).name(), 0, List.of()));
            if (!world.bystanders().get(i).deeds().isEmpty()) {
                worlds.add(world.withBystanders(fewer));
            }
        }
        for (int i = world.files().size() - 1; i >= 0 && world.files().size() > 1; i--) {
            List<World.InitialFile> fewer = new ArrayList<>(world.files());
            fewer.remove(i);
            worlds.add(world.withFiles(fewer));
        }
        for (int i = world.compactors().size() - 1; i >= 0; i--) {
            CompactorSpec spec = world.compactors().get(i);
            worlds.addAll(withCompactor(world, i, spec));
        }
        if (!world.store().equals(StoreVariant.GENERATIONS)) {
            worlds.add(world.withStore(StoreVariant.GENERATIONS));
        }
        return worlds;
    }

    private static List<World> withCompactor(World world, int index, CompactorSpec spec) {
        List<World> worlds = new ArrayList<>();
        if (spec.runs() > 0) {
            worlds.add(with(world, index, spec.withRuns(spec.runs() - 1)));
        }
        if (spec.restarts() > 0) {
            worlds.add(with(world, index, spec.withRestarts(spec.restarts() - 1)));
        }
        return worlds;
    }

    private static World with(World world, int index, CompactorSpec spec) {
        List<CompactorSpec> specs = new ArrayList<>(world.compactors());
        specs.set(index, spec);
        return world.withCompactors(specs);
    }

    private boolean accept(World world, List<Deviation> deviations) {
        replays++;
        RecordingDecider decider = new RecordingDecider(new ReplayDecider(deviations));
        HistoryResult result = new History(world, decider, new Coverage(), null, false).run(carriers);
        Optional<Violation> violation = result.violation()
                .filter(v -> v.promise().equals(best.violation().promise()));
        boolean smaller = decider.deviations().size() < best.deviations().size() || !world.equals(best.world());
        if (violation.isPresent() && smaller) {
            best = new Finding(seed, violation.get(), world, List.copyOf(decider.deviations()));
            return true;
        }
        return false;
    }
}
