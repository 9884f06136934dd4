package dev.coldpress.simulator.decide;

import dev.coldpress.simulator.step.Call;
import dev.coldpress.simulator.step.CallFault;
import dev.coldpress.simulator.step.Decider;
import dev.coldpress.simulator.step.InFlight;
import dev.coldpress.simulator.step.Situation;
import dev.coldpress.simulator.step.Turn;
import java.util.ArrayList;
import java.util.List;

/** Notes where another decider leaves the usual way. */
public final class RecordingDecider implements Decider {

    private final Decider decider;
    private final List<Deviation> deviations = new ArrayList<>();
    private final Moments moments = new Moments();

    public RecordingDecider(Decider decider) {
        this.decider = decider;
    }

    public List<Deviation> deviations() {
        return deviations;
    }

    @Override
    public Turn next(Situation situation) {
        Turn turn = decider.next(situation);
        Deviation.Moment at = moments.next(situation);
        if (turn instanceof Turn.Deliver deliver) {
            Call sent = deliver.request().call();
            deviations.add(new Deviation.Delivery(at, sent.actor(), sent.number()));
        } else if (turn instanceof Turn.Go go && !turn.equals(situation.usual())) {
            deviations.add(new Deviation.Switch(at, go.actor()));
        }
        return turn;
    }

    @Override
    public CallFault fault(Situation situation, Call call, List<CallFault> possible) {
        CallFault fault = decider.fault(situation, call, possible);
        if (fault != CallFault.NONE) {
            deviations.add(new Deviation.Failure(call.actor(), call.number(), fault));
        }
        return fault;
    }

    @Override
    public boolean deliverBeforeRest(InFlight request) {
        boolean deliver = decider.deliverBeforeRest(request);
        if (!deliver) {
            deviations.add(new Deviation.VeryLate(
                    request.call().actor(), request.call().number()));
        }
        return deliver;
    }
}
