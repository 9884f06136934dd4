package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.Compactor;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.plan.PlanLimits;
import dev.coldpress.plan.Rewrite;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.parquet.BloomFilters;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SortOrder;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.RecordingPause;
import dev.coldpress.testkit.SeededIds;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A second run writes nothing, under each setting that decides what is written; and no row is lost by the first one.
 */
class SecondRunTest {

    private static final KeyPrefix PARTITION = KeyPrefix.of("dt=2026-01-15/");

    /** Files of 300 rows are small, and those of 3,000 rows are large. */
    private static final long TARGET_BYTES = 64 << 10;

    @TempDir
    private static Path directory;

    private static final Map<String, byte[]> FILES = new TreeMap<>();

    private static TestLake duckDb;

    @BeforeAll
    static void write() throws SQLException, IOException {
        duckDb = new TestLake(directory);
        for (int i = 0; i < 2; i++) {
            add("large-" + i, rows(3_000, i), "COMPRESSION snappy");
            add("tiny-row-groups-" + i, rows(6_200, i), "COMPRESSION zstd", "ROW_GROUP_SIZE 2048");
        }
        for (int i = 0; i < 7; i++) {
            add("small-" + i, rows(300, i) + (i < 3 ? " ORDER BY k" : ""), "COMPRESSION snappy");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        duckDb.close();
    }

    private static String rows(int count, int number) {
        return "SELECT (range * 7919) % 5000 AS k, md5(range::VARCHAR || 'f" + number
                + "') AS t, range % 20 AS g FROM range(" + count + ")";
    }

    private static void add(String name, String query, String... options) throws SQLException, IOException {
        FILES.put(name, duckDb.bytes(duckDb.write(query, options)));
    }

    private record Case(SortOrder sort, BloomFilters filters, Set<Rewrite> rewrite) {

        CompactionSettings settings() {
            CompactionSettings.Builder settings = CompactionSettings.builder()
                    .layout(LakeLayout.parse("dt={yyyy-MM-dd}/"))
                    .targetFileSizeBytes(TARGET_BYTES)
                    .sort(sort)
                    .bloomFilters(filters)
                    .rewrite(rewrite);
            return rewrite.contains(Rewrite.CODEC)
                    ? settings.compression(Compression.GZIP).build()
                    : settings.build();
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (SortOrder sort :
                List.of(SortOrder.KEEP, SortOrder.NONE, SortOrder.by(List.of(new SortColumn("k", false, false))))) {
            for (BloomFilters filters :
                    List.of(BloomFilters.KEEP, BloomFilters.NONE, new BloomFilters(true, Map.of("k", 0.01)))) {
                for (Set<Rewrite> rewrite : List.of(
                        Set.<Rewrite>of(),
                        Set.of(Rewrite.CODEC),
                        Set.of(Rewrite.LAYOUT),
                        Set.of(Rewrite.CODEC, Rewrite.LAYOUT))) {
                    cases.add(new Case(sort, filters, rewrite));
                }
            }
        }
        return cases.stream();
    }

    /** A lake of these files, and those who work on it. */
    private static final class Lake {

        private final ManualClock clock = new ManualClock(Instant.parse("2026-01-20T00:00:00Z"));
        private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
        private final SeededIds ids = new SeededIds(7);
        private final ParquetJavaCodec codec = new ParquetJavaCodec(1);
        private final CompactionSettings settings;

        Lake(CompactionSettings settings) {
            this.settings = settings;
            FILES.forEach(this::add);
        }

        void add(String name, byte[] file) {
            store.add(PARTITION.key(name + ".parquet"), file);
            clock.advance(Duration.ofDays(2));
        }

        CompactionReport compact() {
            return Compactor.builder(store, codec)
                    .settings(settings)
                    .clock(clock)
                    .ids(ids)
                    .pause(new RecordingPause(clock))
                    .build()
                    .compactAll();
        }

        List<ListedObject> objects() {
            List<ListedObject> objects = new ArrayList<>();
            store.listEach(ListRequest.tree(KeyPrefix.ROOT), objects::add);
            return objects;
        }

        Map<ObjectRef, ParquetFooter> footers() {
            Map<ObjectRef, ParquetFooter> footers =
                    new TreeMap<>((a, b) -> a.key().compareTo(b.key()));
            store.listEach(
                    ListRequest.tree(PARTITION), file -> footers.put(file.ref(), codec.readFooter(source(file.ref()))));
            return footers;
        }

        private SourceFile source(ObjectRef ref) {
            return new SourceFile() {
                @Override
                public ObjectRef ref() {
                    return ref;
                }

                @Override
                public void read(long offset, ByteBuffer into) {
                    assertThat(store.read(ref, offset, into)).isEqualTo(ReadResult.READ);
                }
            };
        }
    }

    private static byte[] file(String name) {
        return Objects.requireNonNull(FILES.get(name));
    }

    private static long rowsOfAll() {
        return 2 * 3_000 + 2 * 6_200 + 7 * 300;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSecondRunWritesNothing(Case settings) {
        Lake lake = new Lake(settings.settings());
        CompactionReport first = lake.compact();
        assertThat(first.isSuccess()).isTrue();
        assertThat(first.groups()).isNotEmpty();
        check(lake, rowsOfAll(), settings);

        lake.add("late-0", file("small-0"));
        lake.add("late-1", file("tiny-row-groups-1"));
        lake.compact();
        check(lake, rowsOfAll() + 300 + 6_200, settings);
    }

    private static void check(Lake lake, long rows, Case settings) {
        Map<ObjectRef, ParquetFooter> footers = lake.footers();
        assertThat(footers.values().stream().mapToLong(ParquetFooter::rowCount).sum())
                .isEqualTo(rows);
        PlanLimits limits = settings.settings().planLimits();
        footers.forEach((file, footer) -> {
            if (settings.rewrite().contains(Rewrite.CODEC) && !limits.isSmall(file.sizeBytes())) {
                assertThat(footer.columns())
                        .allSatisfy(column -> assertThat(column.codecs()).containsExactly("GZIP"));
            }
            if (settings.rewrite().contains(Rewrite.LAYOUT)) {
                assertThat(footer.rowGroups()).hasSize(1);
            }
        });
        List<ListedObject> before = lake.objects();
        assertThat(lake.compact().groups()).isEmpty();
        assertThat(lake.objects()).isEqualTo(before);
    }
}
