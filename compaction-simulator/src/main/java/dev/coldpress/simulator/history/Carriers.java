package dev.coldpress.simulator.history;

import java.util.ArrayList;
import java.util.List;

/** The threads for the histories that one thread runs, one after the other. For that thread. */
public final class Carriers implements AutoCloseable {

    private final List<Carrier> carriers = new ArrayList<>();

    Carrier carrier(int actor) {
        while (carriers.size() <= actor) {
            carriers.add(Carrier.started());
        }
        return carriers.get(actor);
    }

    @Override
    public void close() {
        carriers.forEach(Carrier::stop);
    }
}
