package dev.coldpress.testkit.fault;

import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreOperation;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets calls through to a store, or not, as a plan says; after a crash none. */
final class FaultGate {

    private final FaultPlan plan;
    private volatile boolean crashed;

    FaultGate(FaultPlan plan) {
        this.plan = plan;
    }

    /** A call that only looks, or whose loss the port tells by an exception. */
    <T> T pass(StoreOperation operation, String target, Supplier<T> effect) {
        return pass(operation, target, effect, () -> {}, fault -> {
            throw fault;
        });
    }

    /**
     * @param half a part of the effect
     * @param lost what the caller learns when the answer is lost
     */
    <T> T pass(
            StoreOperation operation,
            String target,
            Supplier<T> effect,
            Runnable half,
            Function<StoreException, T> lost) {
        if (crashed) {
            throw new SimulatedCrash(operation + " of " + target + " after the crash");
        }
        Fault fault = plan.next(operation, target);
        switch (fault) {
            case NONE -> {
                return effect.get();
            }
            case FAIL_HALFWAY, CRASH_HALFWAY -> half.run();
            case FAIL_AFTER, CRASH_AFTER -> {
                var unused = effect.get();
            }
            case FAIL_BEFORE, CRASH_BEFORE -> {}
        }
        String message = fault + " in " + operation + " of " + target;
        if (fault.isCrash()) {
            crashed = true;
            throw new SimulatedCrash(message);
        }
        return lost.apply(new StoreException(StoreException.Kind.UNAVAILABLE, message));
    }
}
