package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.survey.FoundLayout;
import dev.coldpress.survey.LakeSurvey;
import dev.coldpress.testkit.ForwardingStore;
import dev.coldpress.testkit.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a survey looks at, and what it takes for a Parquet file. */
class LakeSurveyTest {

    private static final KeyPrefix CONTROL = KeyPrefix.of("_compaction/");

    private final InMemoryObjectStore store = new InMemoryObjectStore(InstantSource.system());

    private void add(String... paths) {
        for (String path : paths) {
            store.add(ObjectKey.of(path), "PAR1 and a footer PAR1".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void addOther(String path) {
        store.add(ObjectKey.of(path), "{\"no\": \"parquet\"}".getBytes(StandardCharsets.US_ASCII));
    }

    private LakeSurvey survey() {
        return LakeSurvey.of(store, KeyPrefix.ROOT, CONTROL);
    }

    @Test
    void ofASmallLakeEverythingIsLookedAt() {
        add("dt=2026-01-01/a.parquet", "dt=2026-01-01/b.parquet", "dt=2026-01-02/a.parquet");

        LakeSurvey survey = survey();

        assertThat(survey.isWhole()).isTrue();
        assertThat(survey.requests()).isEqualTo(3);
        assertThat(survey.files()).isEqualTo(3);
        assertThat(survey.only().orElseThrow().template()).isEqualTo("dt={yyyy-MM-dd}/");
    }

    @Test
    void theCostOfALargeLakeIsBounded() {
        for (int app = 0; app < 50; app++) {
            for (int day = 1; day <= 28; day++) {
                for (int hour = 0; hour < 24; hour++) {
                    add("app%d/2026/01/%02d/%02d/a.parquet".formatted(app, day, hour));
                }
            }
        }

        LakeSurvey survey = survey();

        assertThat(survey.isWhole()).isFalse();
        assertThat(survey.requests()).isLessThanOrEqualTo(1 + 5 * 32);
        assertThat(survey.only().orElseThrow().template()).isEqualTo("{name}/{yyyy}/{MM}/{dd}/{HH}/");
    }

    /** A directory of many dates does not hide the one other directory beside them. */
    @Test
    void whatIsNamedOtherwiseIsInTheSampleToo() {
        for (int i = 0; i < 500; i++) {
            add("dt=2025-%02d-%02d/a.parquet".formatted(1 + i % 12, 1 + i % 28));
        }
        add("zz/a.parquet", "2026-01-01/a.parquet");

        assertThat(survey().found())
                .extracting(FoundLayout::template)
                .containsExactlyInAnyOrder("dt={yyyy-MM-dd}/", "{yyyy-MM-dd}/", "zz/");
    }

    @Test
    void hiddenDirectoriesAndThoseOfTableFormatsArePassedOver() {
        add("_tmp/dt=2026-01-01/a.parquet", ".x/2026/a.parquet", "delta/dt=2026-01-01/a.parquet", "a/_b.parquet");
        addOther("delta/_delta_log/0.json");
        add("control/x/2026/a.parquet");

        LakeSurvey survey = LakeSurvey.of(store, KeyPrefix.ROOT, KeyPrefix.of("control/x/"));

        assertThat(survey.found()).isEmpty();
        assertThat(survey.only()).isEmpty();
    }

    @Test
    void aFileWithoutTheUsualEndingIsOneIfItBeginsLikeOne() {
        add("2026-01-01--10/part-0-0", "2026-01-01--11/part-0-0", "2026-01-01--11/part-0-1");
        addOther("2026-01-01--11/report.json");

        LakeSurvey survey = survey();

        assertThat(survey.files()).isEqualTo(3);
        assertThat(survey.otherFiles()).isEqualTo(1);
        assertThat(survey.found())
                .singleElement()
                .extracting(FoundLayout::fileNames)
                .isEqualTo(List.of("part-*"));
    }

    @Test
    void anEndingOfItsOwnIsNamed() {
        add("2026/a.parq", "2026/b.parquet", "2026/20260101_000000_00001");

        assertThat(survey().found().get(0).fileNames()).containsExactly("*", "*.parq", "*.parquet");
    }

    @Test
    void whatTheLayoutTakesIsNotFoundOutside() {
        add("app/dt=2026-01-01/a.parquet", "app/dt=2026-01-01/hour=10/a.parquet", "backup/2026/a.parquet");

        LakeSurvey outside = LakeSurvey.outside(
                LakeLayout.parse("{app_id}/dt={yyyy-MM-dd}/"),
                name -> name.endsWith(".parquet"),
                List.of(KeyPrefix.ROOT),
                store,
                CONTROL);

        assertThat(outside.filesInPlace()).isEqualTo(1);
        assertThat(outside.found())
                .extracting(FoundLayout::template)
                .containsExactlyInAnyOrder("{app_id}/dt={yyyy-MM-dd}/hour={HH}/", "backup/{yyyy}/");
    }

    @Test
    void filesThatTheSettingsDoNotTakeAreFoundAtTheirPlace() {
        add("app/dt=2026-01-01/part-0-0");

        LakeSurvey outside = LakeSurvey.outside(
                LakeLayout.parse("{app_id}/dt={yyyy-MM-dd}/"),
                name -> name.endsWith(".parquet"),
                List.of(KeyPrefix.of("app/dt=2026-01-01/")),
                store,
                CONTROL);

        assertThat(outside.filesInPlace()).isZero();
        assertThat(outside.found()).singleElement().satisfies(found -> {
            assertThat(found.template()).isEqualTo("{app_id}/dt={yyyy-MM-dd}/");
            assertThat(found.fileNames()).containsExactly("part-*");
        });
    }

    @Test
    void aDirectoryThatMayNotBeListedIsPassedOverAndTheRootIsNot() {
        add("a/2026/a.parquet", "closed/2026/a.parquet");

        LakeSurvey survey = LakeSurvey.of(refusing("closed/"), KeyPrefix.ROOT, CONTROL);

        assertThat(survey.isWhole()).isFalse();
        assertThat(survey.found())
                .singleElement()
                .extracting(FoundLayout::template)
                .isEqualTo("a/{yyyy}/");
        assertThatThrownBy(() -> LakeSurvey.of(refusing(""), KeyPrefix.ROOT, CONTROL))
                .isInstanceOf(StoreException.class);
    }

    private ObjectStore refusing(String directory) {
        return new ForwardingStore(store) {
            @Override
            public ListPage list(ListRequest request) {
                if (request.prefix().path().equals(directory)) {
                    throw new StoreException(StoreException.Kind.DENIED, "list " + directory + ": no permission");
                }
                return super.list(request);
            }
        };
    }
}
