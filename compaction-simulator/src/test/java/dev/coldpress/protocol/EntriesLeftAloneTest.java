package dev.coldpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.OutputNames;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.UnlistedEntry;
import dev.coldpress.port.UnlistedEntry.Kind;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.PlannedPartition;
import dev.coldpress.testkit.store.ForwardingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever is in a partition and is not taken is counted with its reason. */
class EntriesLeftAloneTest {

    private final SmallLake lake = new SmallLake();

    /** The lake's store, with such entries beside the objects of one directory. */
    private ObjectStore with(KeyPrefix directory, UnlistedEntry... entries) {
        return new ForwardingStore(lake.store) {
            @Override
            public ListPage list(ListRequest request) {
                ListPage page = super.list(request);
                boolean shows =
                        request.delimited() && request.prefix().equals(directory) && request.startAfter() == null;
                return shows ? new ListPage(page.objects(), page.prefixes(), List.of(entries), page.next()) : page;
            }
        };
    }

    private static UnlistedEntry link(String name, String linkedTo) {
        return new UnlistedEntry(name, Kind.SYMBOLIC_LINK, Optional.of(linkedTo));
    }

    private List<PlannedPartition> plan(ObjectStore store) {
        List<PlannedPartition> plans = new ArrayList<>();
        lake.compactor(store).planAll(plans::add);
        return plans;
    }

    @Test
    void otherNamesDirectoriesLinksAndOddNamesAreCountedByReason() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        for (String name : List.of("000000_0", "a.PARQUET", "b.parq", "c.csv", "_SUCCESS", ".d.crc")) {
            lake.put(SmallLake.HOUR, name, new byte[] {1});
        }
        lake.put(SmallLake.HOUR.child("minute=05"), "x.parquet", new byte[] {1});
        lake.put(SmallLake.HOUR.child("_temporary"), "x.parquet", new byte[] {1});
        ObjectStore store = with(
                SmallLake.HOUR,
                new UnlistedEntry("e", Kind.SYMBOLIC_LINK, Optional.empty()),
                new UnlistedEntry("f%0Ag.parquet", Kind.UNUSABLE_NAME, Optional.empty()),
                new UnlistedEntry("_h%0A", Kind.UNUSABLE_NAME, Optional.empty()),
                new UnlistedEntry("i", Kind.SPECIAL_FILE, Optional.empty()));

        assertThat(plan(store)).singleElement().satisfies(partition -> {
            assertThat(partition.groups()).hasSize(1);
            assertThat(partition.entriesLeftAlone())
                    .containsExactly(
                            new EntriesLeftAlone(SkipReason.NOT_IN_LAYOUT, 1, List.of("minute=05/")),
                            new EntriesLeftAlone(SkipReason.FILE_NAME, 4, List.of("000000_0", "a.PARQUET", "b.parq")),
                            new EntriesLeftAlone(SkipReason.SYMBOLIC_LINK, 1, List.of("e")),
                            new EntriesLeftAlone(SkipReason.SPECIAL_FILE, 1, List.of("i")),
                            new EntriesLeftAlone(SkipReason.UNUSABLE_NAME, 1, List.of("f%0Ag.parquet")));
        });
        CompactionReport report = lake.compactor(store).compactAll();
        assertThat(report.partitionsCompacted()).isEqualTo(1);
        assertThat(report.entriesLeftAlone())
                .isEqualTo(Map.of(
                        SkipReason.NOT_IN_LAYOUT, 1L,
                        SkipReason.FILE_NAME, 4L,
                        SkipReason.SYMBOLIC_LINK, 1L,
                        SkipReason.SPECIAL_FILE, 1L,
                        SkipReason.UNUSABLE_NAME, 1L));
    }

    @Test
    void aPartitionWithoutDataFilesSaysWhatIsThere() {
        lake.put(SmallLake.HOUR, "a.parq", new byte[] {1});
        lake.put(SmallLake.HOUR, "b.parq", new byte[] {1});
        assertThat(plan(lake.store))
                .singleElement()
                .satisfies(partition -> assertThat(partition.leftAlone()).get().satisfies(skip -> {
                    assertThat(skip.reason()).isEqualTo(SkipReason.FILE_NAME);
                    assertThat(skip.detail()).contains("a.parq, b.parq");
                }));
    }

    @Test
    void theNamesOfDataFilesAreASetting() {
        SmallLake hive = new SmallLake(
                SmallLake.smallTarget().fileNames(List.of("*.parq", "0*_0")).build());
        hive.addFile(SmallLake.HOUR, "000000_0", 3);
        hive.addFile(SmallLake.HOUR, "000001_0", 3);
        hive.addFile(SmallLake.HOUR, "x.parq", 3);
        hive.addFile(SmallLake.HOUR, "x.parquet", 3);

        CompactionReport report = hive.compact();

        assertThat(report.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.sourceFiles()).isEqualTo(3));
        assertThat(report.entriesLeftAlone()).isEqualTo(Map.of(SkipReason.FILE_NAME, 1L));
        assertThat(hive.dataFiles()).hasSize(2);
        hive.addFile(SmallLake.HOUR, "late.parq", 40);
        assertThat(hive.compact().groups()).as("with the output of before").hasSize(1);
        LakeAssertions.assertEachRowOnce(hive, "after both runs");
    }

    @Test
    void aFileThatALinkLeadsToIsLeftAndTheOthersAreMerged() {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        ObjectStore store = with(SmallLake.HOUR, link("latest.parquet", "part-003.parquet"));

        CompactionReport report = lake.compactor(store).compactAll();

        assertThat(lake.dataFiles())
                .hasSize(2)
                .extracting(file -> file.key().name())
                .contains("part-003.parquet");
        assertThat(report.partitions().get(0).filesLeftAlone())
                .extracting(SkippedFile::key, SkippedFile::reason)
                .containsExactly(tuple(SmallLake.HOUR.key("part-003.parquet"), SkipReason.SYMBOLIC_LINK));
        assertThat(report.entriesLeftAlone()).isEqualTo(Map.of(SkipReason.SYMBOLIC_LINK, 2L));
        var atRest = lake.objects();
        lake.compactor(store).compactAll();
        assertThat(lake.objects()).isEqualTo(atRest);
        LakeAssertions.assertEachRowOnce(lake, "after both runs");
    }

    @Test
    void anOutputThatALinkLeadsToStays() {
        lake.addFiles(SmallLake.HOUR, 4, 3);
        lake.compact();
        String output = lake.dataFiles().get(0).key().name();
        lake.addFile(SmallLake.HOUR, "late-1.parquet", 3);
        lake.addFile(SmallLake.HOUR, "late-2.parquet", 3);

        lake.compactor(with(SmallLake.HOUR, link("all.parquet", output))).compactAll();

        assertThat(lake.dataFiles())
                .hasSize(2)
                .allSatisfy(file -> assertThat(OutputNames.isOutput(file.key())).isTrue())
                .extracting(file -> file.key().name())
                .contains(output);
        LakeAssertions.assertEachRowOnce(lake, "after the run");
    }

    @Test
    void whatCannotBeLookedIntoAboveThePartitionsIsToldOf() {
        lake.addFiles(SmallLake.HOUR, 3, 3);
        ObjectStore store = with(
                KeyPrefix.of("app/"),
                new UnlistedEntry("year=2025", Kind.SYMBOLIC_LINK, Optional.empty()),
                new UnlistedEntry("_hidden", Kind.SYMBOLIC_LINK, Optional.empty()));

        assertThat(lake.compactor(store).compactAll().partitionsLeftAlone())
                .isEqualTo(Map.of(SkipReason.SYMBOLIC_LINK, 1));
    }

    @Test
    void aLoneFileThatALinkLeadsToIsLeftBecauseOfTheLink() {
        lake.addFile(SmallLake.HOUR, "a.parquet", 3);
        assertThat(plan(with(SmallLake.HOUR, link("latest", "a.parquet"))))
                .singleElement()
                .satisfies(partition -> assertThat(partition.leftAlone())
                        .get()
                        .satisfies(skip -> assertThat(skip.reason()).isEqualTo(SkipReason.SYMBOLIC_LINK)));
    }
}
