package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectStore;
import dev.coldpress.s3.StoreCall.Call;
import dev.coldpress.s3.WireProxy.Passing;
import dev.coldpress.s3.WireProxy.Request;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each answer to each call arrives only in part, and then the connection ends as if that had been all. What the call
 * says is true all the same, or it says that nothing is known. Prints a line for each request of each call.
 *
 * <p>The build tries the boundaries and a sample of what lies between; {@code -Dcoldpress.cut-everywhere=true} every
 * byte.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CutAnswersContract {

    /** What is never sent twice without a word of the store. */
    private static final Set<Request> SENT_ONCE = EnumSet.of(Request.PUT, Request.COMPLETE, Request.DELETE_BATCH);

    /** A client makes only so many attempts in vain before it gives up making second ones. */
    private static final int CALLS_OF_A_CLIENT = 50;

    private final List<String> wrong = new ArrayList<>();
    private ServedStore store;
    private WireProxy wire;
    private URI root;
    private ObjectStore through;
    private ObjectStore direct;
    private int calls;

    protected abstract ServedStore start();

    @BeforeAll
    public void openServer() {
        store = start();
        wire = store.openWire();
    }

    @AfterAll
    public void closeServer() {
        wire.close();
        store.close();
    }

    @BeforeEach
    public void openStores() {
        wrong.clear();
        root = store.emptyRoot();
        through = store.open(root, wire.endpoint());
        direct = store.open(root, store.endpoint());
    }

    @AfterEach
    public void closeStores() {
        through.close();
        direct.close();
    }

    @ParameterizedTest
    @EnumSource
    public void anAnswerThatIsCutIsAskedForAgainOrUnknown(StoreCall call) {
        for (Answered one : answersTo(call)) {
            // Only the first request of a call: a look at what was written is cut everywhere as a call of its own.
            List<Integer> positions = Positions.in(one.answer());
            cut(Cuts.FIRST, call, one, one.request().number() == 0 ? positions : Positions.someOf(positions));
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    public void anAnswerThatIsCutAgainAndAgainIsUnknown(StoreCall call) {
        for (Answered one : answersTo(call)) {
            cut(Cuts.ALL, call, one, Positions.someOf(Positions.in(one.answer())));
        }
        assertThat(wrong).isEmpty();
    }

    /** @param mayBeUnknown if one answer is cut: this request, or one that comes later in the call, is sent once */
    private record Answered(Passing request, String answer, boolean mayBeUnknown) {}

    /** What the call asks the server, and the answers to it. */
    private List<Answered> answersTo(StoreCall call) {
        assertThat(made(call, passing -> false, 0)).isEqualTo(StoreCall.TRUTH);
        List<Passing> requests = wire.passed().stream()
                .takeWhile(request -> call.isPublish() || request.request() != Request.COMPLETE)
                .toList();
        return requests.stream()
                .map(request -> new Answered(request, wire.answerTo(request), isSentOnceFrom(request)))
                .toList();
    }

    private boolean isSentOnceFrom(Passing first) {
        return wire.passed().stream()
                .anyMatch(request -> request.number() >= first.number() && SENT_ONCE.contains(request.request()));
    }

    private void cut(Cuts cuts, StoreCall call, Answered one, List<Integer> positions) {
        Map<String, Integer> told = new TreeMap<>();
        for (int position : positions) {
            String outcome = made(call, cuts.from(one.request()), position);
            boolean isRight = outcome.equals(StoreCall.TRUTH)
                    || (outcome.equals(StoreCall.UNKNOWN) && (cuts == Cuts.ALL || one.mayBeUnknown()));
            if (!isRight) {
                wrong.add(call + ", " + one.request() + ", " + cuts + " cut after " + position + " bytes: " + outcome);
            }
            told.merge(outcome, 1, Integer::sum);
        }
        System.out.printf(
                "%-30s %-13s %-5s cut at %4d bytes: %s%n", call, one.request().request(), cuts, positions.size(), told);
    }

    /** What came of a call whose answers were cut. */
    private String made(StoreCall call, Predicate<Passing> cut, int bytes) {
        if (++calls % CALLS_OF_A_CLIENT == 0) {
            through.close();
            through = store.open(root, wire.endpoint());
        }
        wire.reset();
        Call prepared = call.prepare(new Ground(through, new StoreUnderTest(direct), "d" + calls, store.copiedBytes()));
        wire.reset();
        wire.cut(cut, bytes);
        return StoreCall.outcomeOf(prepared);
    }
}
