package dev.coldpress.simulator.decide;

import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Operation;
import dev.coldpress.simulator.step.Situation;
import dev.coldpress.simulator.step.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Chooses at random, but not evenly, since most bugs need few switches at the right places. In one half of the
 * histories actors have priorities that change at a few random turns, as in PCT (Burckhardt et al., ASPLOS 2010), so
 * that some stall for long and go on when the others have ended. In the other half each turn is a switch with a
 * probability that the history has drawn. Both switch rather before calls that change the store or decide something
 * than before others. In some of either one actor stalls right before a call that changes the store, until another one
 * has made such a call; see {@link Stall}. Each history also draws how often calls go wrong, and which few faults it
 * prefers.
 */
public final class RandomDecider implements Decider {

    private final SplittableRandom random;
    private final boolean byPriority;
    private final double switchRate;
    private final double faultRate;
    private final double deliveryRate;
    private final List<CallFault> preferred = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private final @Nullable Stall stall;

    public RandomDecider(long seed) {
        random = new SplittableRandom(seed);
        byPriority = random.nextBoolean();
        stall = random.nextInt(3) == 0 ? new Stall(random) : null;
        switchRate = List.of(0.01, 0.03, 0.1, 0.3).get(random.nextInt(4));
        faultRate = List.of(0.01, 0.03, 0.06, 0.12).get(random.nextInt(4));
        deliveryRate = List.of(0.01, 0.04, 0.15).get(random.nextInt(3));
        for (CallFault fault : CallFault.values()) {
            if (random.nextInt(3) == 0) {
                preferred.add(fault);
            }
        }
    }

    @Override
    public Turn next(Situation situation) {
        List<InFlight> inFlight = situation.inFlight();
        if (!inFlight.isEmpty() && random.nextDouble() < deliveryRate) {
            return new Turn.Deliver(inFlight.get(random.nextInt(inFlight.size())));
        }
        List<Call> ready = stall == null ? situation.ready() : stall.awake(situation.ready());
        Turn turn = among(situation, ready);
        if (stall != null && turn instanceof Turn.Go go) {
            stall.goes(go.actor(), ready);
        }
        return turn;
    }

    private Turn among(Situation situation, List<Call> ready) {
        if (ready.size() == 1) {
            return new Turn.Go(ready.get(0).actor());
        }
        return byPriority ? highest(situation, ready) : uniform(situation, ready);
    }

    private Turn uniform(Situation situation, List<Call> ready) {
        double rate = switchRate * weight(situation, ready);
        boolean change = situation.current() < 0 || random.nextDouble() < rate;
        return change || !isReady(situation.current(), ready)
                ? new Turn.Go(ready.get(random.nextInt(ready.size())).actor())
                : new Turn.Go(situation.current());
    }

    private Turn highest(Situation situation, List<Call> ready) {
        for (Call call : ready) {
            if (!order.contains(call.actor())) {
                order.add(random.nextInt(order.size() + 1), call.actor());
            }
        }
        if (random.nextDouble() < switchRate / 2 * weight(situation, ready)) {
            // The one that went last becomes the least important: it stalls until the others have ended, or are put
            // behind it.
            order.remove((Object) situation.current());
            order.add(situation.current());
        }
        for (int actor : order) {
            if (isReady(actor, ready)) {
                return new Turn.Go(actor);
            }
        }
        return situation.usual();
    }

    private static boolean isReady(int actor, List<Call> ready) {
        return ready.stream().anyMatch(call -> call.actor() == actor);
    }

    private static double weight(Situation situation, List<Call> ready) {
        for (Call call : ready) {
            if (call.actor() == situation.current()) {
                boolean looks = call.operation() == Operation.READ || call.operation() == Operation.PAUSE;
                boolean decides = call.operation().isEffect() || call.operation() == Operation.HEAD;
                return looks ? 0.3 : decides ? 2 : 1;
            }
        }
        return 1;
    }

    @Override
    public CallFault fault(Situation situation, Call call, List<CallFault> possible) {
        double rate = call.operation().isEffect() ? 2 * faultRate : faultRate / 2;
        if (random.nextDouble() >= rate) {
            return CallFault.NONE;
        }
        List<CallFault> liked = possible.stream().filter(preferred::contains).toList();
        List<CallFault> from = liked.isEmpty() || random.nextInt(4) == 0 ? possible : liked;
        return from.get(random.nextInt(from.size()));
    }

    @Override
    public boolean deliverBeforeRest(InFlight request) {
        return random.nextInt(4) > 0;
    }
}
