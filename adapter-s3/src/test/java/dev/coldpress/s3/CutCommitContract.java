package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.Compactor;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.UnansweredException;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.s3.WireProxy.Passing;
import dev.coldpress.s3.WireProxy.Request;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.codec.RowCodec;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole runs of a compactor with an answer that breaks off, each followed by one on which nothing goes wrong: every row
 * is visible all the time, and exactly once in the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CutCommitContract {

    private static final String HOUR = "app/year=2026/month=01/day=15/hour=10/";
    private static final CompactionSettings SETTINGS = CompactionSettings.builder()
            .layout(LakeLayout.DEFAULT)
            .targetFileSizeBytes(1024)
            .maxFileSizeBytes(4096)
            .build();

    private final List<String> wrong = new ArrayList<>();
    private ServedStore store;
    private WireProxy wire;

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

    /**
     * The look at the output, the look at the sources and their delete: a false answer to the first makes a run take
     * its output for deleted, and keep both it and its sources for good.
     */
    @ParameterizedTest
    @EnumSource
    public void whereSourcesAreDeletedAnAnswerThatIsCutDoublesNoRow(Cuts cuts) {
        Run whole = run(passing -> false, 0);
        for (Answered one : deletingOf(whole)) {
            List<Integer> positions = Positions.in(one.answer());
            cut(cuts, one, cuts == Cuts.FIRST && one.isDecisive() ? positions : Positions.someOf(positions));
        }
        assertThat(wrong).isEmpty();
    }

    /** Few positions of each answer: all of them would take a day. */
    @ParameterizedTest
    @EnumSource
    public void whereverAnAnswerOfARunIsCutEachRowIsThereOnceInTheEnd(Cuts cuts) {
        Run whole = run(passing -> false, 0);
        for (Answered one : whole.answers()) {
            int number = one.request().number();
            if (cuts == Cuts.FIRST || Positions.areAll() || number % 3 == 0) {
                cut(cuts, one, Positions.fewOf(Positions.in(one.answer()), number));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private record Answered(Passing request, String answer) {

        /** Whether by it an output is taken for there, or a source for deleted. */
        boolean isDecisive() {
            return request.request() == Request.DELETE_BATCH || request.line().contains("compacted_");
        }
    }

    private record Run(String outcome, List<Answered> answers) {}

    /** What is asked between the record that the sources are to go and the record that they are gone. */
    private static List<Answered> deletingOf(Run run) {
        List<Request> kinds =
                run.answers().stream().map(one -> one.request().request()).toList();
        int delete = kinds.indexOf(Request.DELETE_BATCH);
        int recorded = kinds.subList(0, delete).lastIndexOf(Request.PUT);
        List<Answered> deleting = run.answers().subList(recorded + 1, delete + 1);
        assertThat(deleting).extracting(one -> one.request().request()).contains(Request.HEAD, Request.DELETE_BATCH);
        return deleting;
    }

    private void cut(Cuts cuts, Answered one, List<Integer> positions) {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int position : positions) {
            String outcome;
            try {
                outcome = run(cuts.from(one.request()), position).outcome();
            } catch (RuntimeException | AssertionError e) {
                outcome = "WRONG: "
                        + e.toString().lines().limit(8).map(String::strip).collect(Collectors.joining(" "));
                wrong.add(one.request() + ", " + cuts + " cut after " + position + " bytes: " + outcome);
            }
            outcomes.merge(outcome, 1, Integer::sum);
        }
        System.out.printf(
                "a run, request %2d: %-12s %-13s %-5s cut at %4d bytes: %s%n",
                one.request().number(), "", one.request().request(), cuts, positions.size(), outcomes);
    }

    /** A run on a lake of its own, of which some answers are cut, and one on which nothing goes wrong. */
    private Run run(Predicate<Passing> cut, int bytes) {
        URI root = store.emptyRoot();
        ManualClock clock = new ManualClock(Instant.now().plus(Duration.ofHours(2)));
        try (ObjectStore direct = store.open(root, store.endpoint());
                ObjectStore through = store.open(root, wire.endpoint())) {
            StoreUnderTest lake = new StoreUnderTest(direct);
            for (int i = 0; i < 3; i++) {
                lake.put(HOUR + "part-" + i + ".parquet", RowCodec.file("a" + i, "b" + i));
            }
            wire.reset();
            wire.cut(cut, bytes);
            String outcome = outcomeOf(compactor(through, clock));
            List<Answered> answers = wire.passed().stream()
                    .map(request -> new Answered(request, wire.answerTo(request)))
                    .toList();
            assertThat(rows(lake).keySet()).as("rows that are visible").hasSize(6);
            CompactionReport clean = compactor(direct, clock).compactAll();
            assertThat(clean.isSuccess()).isTrue();
            assertThat(rows(lake))
                    .hasSize(6)
                    .allSatisfy((row, times) -> assertThat(times)
                            .as("how often the row %s is visible", row)
                            .isEqualTo(1));
            List<StagedObject> left = new ArrayList<>();
            direct.staged(KeyPrefix.of(HOUR), left::add);
            return new Run(outcome + (left.isEmpty() ? "" : ", an upload left to the orphan clean-up"), answers);
        }
    }

    private static String outcomeOf(Compactor compactor) {
        CompactionReport report;
        try {
            report = compactor.compactAll();
        } catch (StoreException e) {
            return "not begun";
        }
        for (PartitionReport partition : report.partitions()) {
            if (partition.failure().isPresent()) {
                @Nullable Throwable cause = partition.failure().get().cause();
                if (cause == null) {
                    return "given up for now";
                }
                assertThat(cause).isInstanceOfAny(StoreException.class, UnansweredException.class);
            }
        }
        return report.partitionsFailed() > 0 ? "failed" : report.partitionsCompacted() > 0 ? "compacted" : "left alone";
    }

    private static Compactor compactor(ObjectStore store, ManualClock clock) {
        return Compactor.builder(store, new RowCodec())
                .settings(SETTINGS)
                .clock(clock)
                .ids(new SeededIds(clock.instant().toEpochMilli()))
                .pause(new RecordingPause(clock))
                .name("the same")
                // The run before has returned.
                .endedProcesses("the same"::equals)
                .withoutProbe()
                .build();
    }

    /** How often a reader sees each row. */
    private static Map<String, Integer> rows(StoreUnderTest lake) {
        Map<String, Integer> seen = new TreeMap<>();
        for (String key : lake.keys("")) {
            if (!key.startsWith("_") && key.endsWith(".parquet")) {
                byte[] file = lake.text(key).orElseThrow().getBytes(StandardCharsets.UTF_8);
                RowCodec.rows(file).forEach(row -> seen.merge(row, 1, Integer::sum));
            }
        }
        return seen;
    }
}
