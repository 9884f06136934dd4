package dev.coldpress.simulator.step;

/**
 * A point of interleaving that an actor has come to.
 *
 * @param actor the index of the actor in its world
 * @param number how many calls the actor had made before, over all its lives
 * @param target the key or prefix; empty if there is none
 */
public record Call(int actor, int number, Operation operation, String target) {

    /** The target without its directories. */
    public String shortTarget() {
        int end = target.endsWith("/") ? target.length() - 1 : target.length();
        return target.substring(target.lastIndexOf('/', end - 1) + 1);
    }
}
