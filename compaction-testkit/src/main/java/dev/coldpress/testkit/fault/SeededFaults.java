package dev.coldpress.testkit.fault;

import dev.coldpress.port.StoreOperation;
import java.util.List;
import java.util.SplittableRandom;

/** Faults by chance: for one thread the same seed gives the same faults at the same calls. */
public final class SeededFaults implements FaultPlan {

    private final SplittableRandom random;
    private final double probability;
    private final List<Fault> faults;

    /**
     * Chooses for each call whether it fails, and how.
     *
     * @param probability of a fault in a call, 0 to 1
     * @param faults one or more, each as likely as the others
     */
    public SeededFaults(long seed, double probability, List<Fault> faults) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("A probability lies between 0 and 1, not at " + probability);
        }
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("There must be a fault to choose");
        }
        random = new SplittableRandom(seed);
        this.probability = probability;
        this.faults = List.copyOf(faults);
    }

    @Override
    public synchronized Fault next(StoreOperation operation, String target) {
        boolean fails = random.nextDouble() < probability;
        return fails ? faults.get(random.nextInt(faults.size())) : Fault.NONE;
    }
}
