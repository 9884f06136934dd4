package dev.coldpress.simulator.history;

import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.Operation;
import dev.coldpress.simulator.world.World;
import dev.coldpress.simulator.world.World.FaultBudget;
import java.util.ArrayList;
import java.util.List;

/** What may still go wrong in a history. */
final class FaultAllowance {

    private final World world;
    private int crashesLeft;
    private int othersLeft;

    FaultAllowance(World world) {
        this.world = world;
        FaultBudget budget = world.budget();
        crashesLeft = budget.crashes();
        othersLeft = budget.others();
    }

    /** Begins with {@link CallFault#NONE}. */
    List<CallFault> possible(Operation operation, int inFlight) {
        List<CallFault> possible = new ArrayList<>();
        possible.add(CallFault.NONE);
        for (CallFault fault : CallFault.of(operation)) {
            boolean left = fault.isCrash() ? crashesLeft > 0 : othersLeft > 0;
            boolean room = !fault.leavesInFlight() || inFlight < world.budget().inFlight();
            if (left && room && world.faults().contains(fault)) {
                possible.add(fault);
            }
        }
        return possible;
    }

    void use(CallFault fault) {
        if (fault.isCrash()) {
            crashesLeft--;
        } else {
            othersLeft--;
        }
    }

    long fingerprint() {
        return crashesLeft * 1000L + othersLeft;
    }
}
