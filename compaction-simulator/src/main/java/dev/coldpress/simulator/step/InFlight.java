package dev.coldpress.simulator.step;

/**
 * A request that its sender has given up on, or has sent twice, and that may still take effect.
 *
 * @param effect judged against the store as it is when it runs
 * @param fingerprint of what was asked, for the exhaustive search
 */
public record InFlight(Call call, Effect effect, long fingerprint) {

    /** What a request does to the store; returns what the store answers. */
    @FunctionalInterface
    public interface Effect {

        Object run();

        /** The same with damaged bytes, for requests that carry any. */
        default Object runDamaged() {
            return run();
        }
    }

    @Override
    public String toString() {
        return "request " + call.actor() + "." + call.number() + " (" + call.operation() + " " + call.shortTarget()
                + ")";
    }
}
