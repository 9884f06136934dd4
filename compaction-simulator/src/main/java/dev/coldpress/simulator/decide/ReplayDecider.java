package dev.coldpress.simulator.decide;

import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Situation;
import dev.coldpress.simulator.step.Turn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes the usual way but for the given deviations; those that are not possible any more are left out. */
public final class ReplayDecider implements Decider {

    private record At(int actor, int number) {}

    private final Map<Deviation.Moment, Deviation> turns = new HashMap<>();
    private final Moments moments = new Moments();
    private final Map<At, CallFault> faults = new HashMap<>();
    private final Set<At> veryLate = new HashSet<>();

    public ReplayDecider(List<Deviation> deviations) {
        for (Deviation deviation : deviations) {
            if (deviation instanceof Deviation.Switch s) {
                turns.put(s.at(), s);
            } else if (deviation instanceof Deviation.Delivery d) {
                turns.put(d.at(), d);
            } else if (deviation instanceof Deviation.Failure f) {
                faults.put(new At(f.actor(), f.number()), f.fault());
            } else if (deviation instanceof Deviation.VeryLate v) {
                veryLate.add(new At(v.sender(), v.senderNumber()));
            }
        }
    }

    @Override
    public Turn next(Situation situation) {
        Deviation here = turns.get(moments.next(situation));
        return here == null ? situation.usual() : possible(here, situation).orElseGet(situation::usual);
    }

    private static Optional<Turn> possible(Deviation deviation, Situation situation) {
        if (deviation instanceof Deviation.Switch s) {
            return situation.ready().stream()
                    .filter(call -> call.actor() == s.to())
                    .findFirst()
                    .map(call -> new Turn.Go(call.actor()));
        }
        Deviation.Delivery delivery = (Deviation.Delivery) deviation;
        return situation.inFlight().stream()
                .filter(request -> request.call().actor() == delivery.sender()
                        && request.call().number() == delivery.senderNumber())
                .findFirst()
                .map(Turn.Deliver::new);
    }

    @Override
    public CallFault fault(Situation situation, Call call, List<CallFault> possible) {
        CallFault fault = faults.getOrDefault(new At(call.actor(), call.number()), CallFault.NONE);
        return possible.contains(fault) ? fault : CallFault.NONE;
    }

    @Override
    public boolean deliverBeforeRest(InFlight request) {
        return !veryLate.contains(new At(request.call().actor(), request.call().number()));
    }
}
