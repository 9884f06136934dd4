package dev.coldpress.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LakeWalkTest {

    private static final KeyPrefix CONTROL = KeyPrefix.of("_compaction/");
    private static final Instant NOW = Instant.parse("2026-01-05T08:30:00Z");
    private static final LakeLayout DAYS_AND_HOURS = LakeLayout.parse("{app}/{yyyy-MM-dd}/{HH}/");

    @Test
    void doesNotEnterWhatATableFormatManages() {
        List<String> objects = List.of(
                "delta/2026-01-05/06/f.parquet",
                "delta/_delta_log/0.json",
                "hudi/.hoodie/x",
                "hudi/2026-01-05/06/f.parquet",
                "iceberg/2026-01-05/06/f.parquet",
                "iceberg/metadata/v1.metadata.json",
                "metadata/2026-01-05/06/f.parquet");
        for (int pageSize : List.of(1, 2, 1000)) {
            assertThat(walk(new ListingStore(objects, pageSize), ColdWindow.DEFAULT))
                    .as("pages of %d", pageSize)
                    .containsExactly(
                            "managed: delta/ by _delta_log",
                            "managed: hudi/ by .hoodie",
                            "managed: iceberg/ by metadata",
                            "COLD: metadata/2026-01-05/06/");
        }
    }

    @Test
    void tellsOfSummaryFilesWithThePartitionsBelowThem() {
        List<String> objects = List.of(
                "1/2026-01-05/06/f.parquet",
                "A/2026-01-05/06/f.parquet",
                "_common_metadata",
                "_metadata.crc",
                "a/2026-01-05/06/_metadata",
                "a/2026-01-05/06/f.parquet",
                "a/2026-01-05/_metadata",
                "a/2026-01-06/06/f.parquet");
        for (int pageSize : List.of(1, 2, 3, 1000)) {
            List<String> found = new ArrayList<>();
            new LakeWalk(new ListingStore(objects, pageSize), DAYS_AND_HOURS, ColdWindow.DEFAULT, CONTROL)
                    .entries(Instant.parse("2026-02-01T00:00:00Z"))
                    .forEachRemaining(entry -> {
                        LakeEntry.Partition partition = (LakeEntry.Partition) entry;
                        found.add(partition.path() + " " + partition.summaries());
                    });
            assertThat(found)
                    .as("pages of %d", pageSize)
                    .containsExactly(
                            "1/2026-01-05/06/ [_common_metadata]",
                            "A/2026-01-05/06/ [_common_metadata]",
                            "a/2026-01-05/06/ [a/2026-01-05/_metadata, _common_metadata]",
                            "a/2026-01-06/06/ [_common_metadata]");
        }
    }

    @Test
    void findsColdAndHotPartitionsAndReportsTheRest() {
        ListingStore store = new ListingStore(
                List.of(
                        "a/2026-01-05/06/f.parquet",
                        "a/2026-01-05/7/f.parquet",
                        "a/2026-01-05/08/f.parquet",
                        "a/2026-01-05/25/f.parquet",
                        "a/2026-01-05/stray.parquet",
                        "a/2026-02-01/00/f.parquet",
                        "a/2026-02-30/00/f.parquet",
                        "README.md",
                        "b/x.csv"),
                1000);

        assertThat(walk(store, ColdWindow.DEFAULT))
                .containsExactly(
                        "not in layout: README.md",
                        "not in layout: a/2026-01-05/stray.parquet",
                        "COLD: a/2026-01-05/06/",
                        "HOT: a/2026-01-05/08/",
                        "not in layout: a/2026-01-05/25/",
                        "COLD: a/2026-01-05/7/",
                        "pruned, HOT: a/2026-02-01/",
                        "not in layout: a/2026-02-30/",
                        "not in layout: b/x.csv");
    }

    @Test
    void whereTheQuietPeriodDecidesDirectoriesWithoutADateAreCold() {
        ListingStore store = new ListingStore(List.of("topics/a/partition=0/f", "topics/b/x/f", "z.parquet"), 1000);
        ColdWindow quiet = new ColdWindow(ColdBy.QUIET, Duration.ofHours(1), Optional.empty());
        LakeLayout layout = LakeLayout.parse("topics/{topic}/partition={partition}/");

        assertThat(texts(new LakeWalk(store, layout, quiet, CONTROL)))
                .containsExactly(
                        "not in layout: z.parquet", "COLD: topics/a/partition=0/", "not in layout: topics/b/x/");
    }

    @Test
    void theRootIsTheOnePartitionOfAFlatLakeAndIsNotListed() {
        ListingStore store = new ListingStore(List.of("_compaction/_lake", "a.parquet", "sub/b.parquet"), 1000);
        ColdWindow quiet = new ColdWindow(ColdBy.QUIET, Duration.ofHours(1), Optional.empty());

        assertThat(texts(new LakeWalk(store, LakeLayout.parse("."), quiet, CONTROL)))
                .containsExactly("COLD: ");
        assertThat(store.listed()).isEmpty();
    }

    @Test
    void aLakeBelowTheRootIsWalkedFromItsOwnDirectory() {
        ListingStore store = new ListingStore(
                List.of("_compaction/_lake", "b/x/_metadata", "b/c/2026-01-05/06/f", "b/c/README", "other/z"), 1000);
        LakeLayout layout = LakeLayout.parse("{yyyy-MM-dd}/{HH}/").below(KeyPrefix.of("b/c/"));

        assertThat(texts(new LakeWalk(store, layout, ColdWindow.DEFAULT, CONTROL)))
                .containsExactly("lake inside: b/", "not in layout: b/c/README", "COLD: b/c/2026-01-05/06/");
        assertThat(store.listed()).containsExactly("b/c/", "b/c/2026-01-05/");
    }

    @Test
    void aFlatLakeBelowTheRootIsOnePartition() {
        ColdWindow quiet = new ColdWindow(ColdBy.QUIET, Duration.ofHours(1), Optional.empty());
        LakeLayout layout = LakeLayout.parse(".").below(KeyPrefix.of("b/c/"));

        assertThat(texts(new LakeWalk(new ListingStore(List.of("b/c/f"), 1000), layout, quiet, CONTROL)))
                .containsExactly("lake inside: b/", "COLD: b/c/");
    }

    @Test
    void theControlDirectoryOfTheLakeItselfIsALakeInsideWhereItsStoreBeginsAbove() {
        ListingStore store = new ListingStore(List.of("b/_compaction/_lake", "b/2026-01-05/f"), 1000);
        LakeLayout layout = LakeLayout.parse("{yyyy-MM-dd}/").below(KeyPrefix.of("b/"));

        assertThat(texts(new LakeWalk(store, layout, ColdWindow.DEFAULT, CONTROL)))
                .containsExactly("HOT: b/2026-01-05/", "lake inside: b/");
    }

    @Test
    void hiddenNamesAndTheControlPrefixArePassedOverInSilence() {
        ListingStore store = new ListingStore(
                List.of(
                        "_compaction/a/record",
                        "_tmp/x",
                        ".trash/2026-01-05/06/f.parquet",
                        ".hidden",
                        "a/_SUCCESS",
                        "a/2026-01-05/_temporary/f.parquet",
                        "a/2026-01-05/.f.crc"),
                1000);

        assertThat(walk(store, ColdWindow.DEFAULT)).isEmpty();
        assertThat(store.listed()).containsExactly("", "a/", "a/2026-01-05/");
    }

    @Test
    void aVisibleControlPrefixIsNeitherListedNorReported() {
        List<String> keys = List.of("meta/control/a", "meta/2026-01-05/06/f.parquet");
        ListingStore asKey = new ListingStore(keys, 1000);
        ListingStore asStranger = new ListingStore(keys, 1000);
        KeyPrefix control = KeyPrefix.of("meta/control/");

        assertThat(texts(new LakeWalk(asKey, DAYS_AND_HOURS, ColdWindow.DEFAULT, control)))
                .containsExactly("COLD: meta/2026-01-05/06/");
        assertThat(texts(new LakeWalk(asStranger, LakeLayout.parse("app={app}/{yyyy}/"), ColdWindow.DEFAULT, control)))
                .isEmpty();
        assertThat(asKey.listed()).doesNotContain("meta/control/");
        assertThat(asStranger.listed()).containsExactly("");
    }

    @Test
    void onlyDirectoriesThatMayHoldColdPartitionsAreListed() {
        List<String> keys = new ArrayList<>();
        for (int day = 1; day <= 28; day++) {
            for (int hour = 0; hour < 24; hour++) {
                for (int file = 0; file < 5; file++) {
                    keys.add(String.format("a/2026-01-%02d/%02d/f%d.parquet", day, hour, file));
                }
            }
        }
        ListingStore store = new ListingStore(keys, 1000);
        ColdWindow twoDays = new ColdWindow(ColdBy.TIME, Duration.ofMinutes(15), Optional.of(Duration.ofDays(2)));

        List<String> found = walk(store, twoDays);

        // From January 3, 8:30 (the look-back) to January 5, 8:30 (now).
        assertThat(store.listed()).containsExactly("", "a/", "a/2026-01-03/", "a/2026-01-04/", "a/2026-01-05/");
        assertThat(found.stream().filter(entry -> entry.startsWith("COLD"))).hasSize(48);
        assertThat(found).contains("pruned, BEFORE_LOOKBACK: a/2026-01-02/", "pruned, HOT: a/2026-01-06/");
        assertThat(found).contains("BEFORE_LOOKBACK: a/2026-01-03/07/", "COLD: a/2026-01-03/08/");
    }

    @Test
    void requestsAreMadeOnlyWhenTheirEntriesAreWanted() {
        List<String> keys = new ArrayList<>();
        for (int app = 0; app < 50; app++) {
            keys.add(String.format("app%02d/2026-01-01/00/f.parquet", app));
        }
        ListingStore store = new ListingStore(keys, 1000);
        Iterator<LakeEntry> entries = new LakeWalk(store, DAYS_AND_HOURS, ColdWindow.DEFAULT, CONTROL).entries(NOW);

        assertThat(store.listed()).isEmpty();
        assertThat(text(entries.next())).isEqualTo("COLD: app00/2026-01-01/00/");
        assertThat(store.listed()).hasSize(DAYS_AND_HOURS.depth());
    }

    @Test
    void aDirectoryThatCannotBeListedIsToldAndTheWalkGoesOn() {
        ListingStore store = new ListingStore(
                List.of(
                        "a/2026-01-05/06/f.parquet",
                        "b/2026-01-05/06/f.parquet",
                        "c/2026-01-04/06/f.parquet",
                        "c/2026-01-05/06/f.parquet",
                        "c/2026-01-05/07/f.parquet",
                        "d/2026-01-05/06/f.parquet"),
                1);
        store.refuse(request -> request.prefix().path().equals("b/")
                || request.prefix().path().equals("c/2026-01-04/")
                || "c/2026-01-05/06/".equals(request.startAfter()));

        assertThat(walk(store, ColdWindow.DEFAULT))
                .containsExactly(
                        "COLD: a/2026-01-05/06/",
                        "unreadable: b/ (list of b/: refused)",
                        "unreadable: c/2026-01-04/ (list of c/2026-01-04/: refused)",
                        "COLD: c/2026-01-05/06/",
                        "unreadable: c/2026-01-05/ (list of c/2026-01-05/: refused)",
                        "COLD: d/2026-01-05/06/");
    }

    /** What cannot be listed may have a summary file, so nothing beside it is touched. */
    @Test
    void aDirectoryOfWhichThePlaceOfASummaryFileCannotBeListedIsNotEntered() {
        ListingStore store = new ListingStore(
                List.of("a/2026-01-05/06/f.parquet", "a/2026-01-05/07/f.parquet", "b/2026-01-05/06/f.parquet"), 1);
        store.refuse(request -> "a/2026-01-05/_".equals(request.startAfter()));

        assertThat(walk(store, ColdWindow.DEFAULT))
                .containsExactly(
                        "unreadable: a/2026-01-05/ (list of a/2026-01-05/: refused)", "COLD: b/2026-01-05/06/");
    }

    /** It may hold a table format's mark, so nothing beside it is touched. */
    @Test
    void aDirectoryWhoseMetadataCannotBeListedIsNotEntered() {
        ListingStore store =
                new ListingStore(List.of("a/2026-01-05/06/f.parquet", "a/metadata/x", "b/2026-01-05/06/f.parquet"), 7);
        store.refuse(request -> request.prefix().path().equals("a/metadata/"));

        assertThat(walk(store, ColdWindow.DEFAULT))
                .containsExactly("unreadable: a/ (list of a/metadata/: refused)", "COLD: b/2026-01-05/06/");
    }

    @Test
    void aStoreThatDoesNotAnswerEndsTheWalk() {
        ListingStore store = new ListingStore(List.of("a/2026-01-05/06/f.parquet", "b/2026-01-05/06/f.parquet"), 1000);
        Iterator<LakeEntry> entries = new LakeWalk(store, DAYS_AND_HOURS, ColdWindow.DEFAULT, CONTROL).entries(NOW);
        assertThat(text(entries.next())).isEqualTo("COLD: a/2026-01-05/06/");

        store.refuse(request -> true);
        assertThatThrownBy(entries::next)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("list of b/: refused");

        store.refuse(request -> false);
        assertThat(text(entries.next())).as("asked again").isEqualTo("COLD: b/2026-01-05/06/");
        assertThat(entries.hasNext()).isFalse();
    }

    @Test
    void aRootThatCannotBeListedEndsTheWalkAndIsLookedAtAnew() {
        ListingStore store = new ListingStore(List.of("_delta_log/0.json", "a/2026-01-05/06/f.parquet"), 1000);
        Iterator<LakeEntry> entries = new LakeWalk(store, DAYS_AND_HOURS, ColdWindow.DEFAULT, CONTROL).entries(NOW);
        store.refuse(request -> true);
        assertThatThrownBy(entries::next).isInstanceOf(StoreException.class);

        store.refuse(request -> false);
        assertThat(text(entries.next())).isEqualTo("managed:  by _delta_log");
    }

    @Test
    void aMarkInTheRootThatCannotBeListedEndsTheWalkAndIsLookedAtAnew() {
        ListingStore store = new ListingStore(List.of("a/2026-01-05/06/f.parquet", "metadata/v1.metadata.json"), 1000);
        Iterator<LakeEntry> entries = new LakeWalk(store, DAYS_AND_HOURS, ColdWindow.DEFAULT, CONTROL).entries(NOW);
        store.refuse(request -> request.prefix().path().equals("metadata/"));
        assertThatThrownBy(entries::next).isInstanceOf(StoreException.class);

        store.refuse(request -> false);
        assertThat(text(entries.next())).isEqualTo("managed:  by metadata");
    }

    /** Every ext4 and XFS has one where it is mounted, and only root may read it. */
    @Test
    void theSystemsOwnLostAndFoundIsPassedOverInSilence() {
        ListingStore store = new ListingStore(
                List.of("a/lost+found/x", "b/2026-01-05/06/f.parquet", "lost+found/2026-01-05/06/f.parquet"), 1000);
        store.refuse(request -> request.prefix().path().contains("lost+found"));

        assertThat(walk(store, ColdWindow.DEFAULT)).containsExactly("COLD: b/2026-01-05/06/");
    }

    @Test
    void theWalkEndsWithAnException() {
        Iterator<LakeEntry> entries = new LakeWalk(
                        new ListingStore(List.of(), 1000), DAYS_AND_HOURS, ColdWindow.DEFAULT, CONTROL)
                .entries(NOW);

        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void theRootAsControlPrefixIsRefused() {
        ListingStore store = new ListingStore(List.of(), 1000);

        assertThatThrownBy(() -> new LakeWalk(store, DAYS_AND_HOURS, ColdWindow.DEFAULT, KeyPrefix.ROOT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void everyVisiblePartitionIsFoundOnceWhateverThePageSize(
            @ForAll("lakes") Set<String> keys, @ForAll @IntRange(min = 1, max = 7) int pageSize) {
        ListingStore store = new ListingStore(keys, pageSize);
        List<String> found = walk(store, ColdWindow.DEFAULT);

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        walk(new ListingStore(keys, ListRequest.MAX_ENTRIES), ColdWindow.DEFAULT));
        assertThat(found).doesNotHaveDuplicates();
        assertThat(found.stream().filter(text -> text.startsWith("COLD")))
                .containsExactlyInAnyOrderElementsOf(coldPartitions(keys));
    }

    @Property(tries = 300)
    void requestsGrowWithTheDirectoriesLookedAtAndNotWithTheirObjects(@ForAll("lakes") Set<String> keys) {
        ListingStore store = new ListingStore(keys, ListRequest.MAX_ENTRIES);

        walk(store, ColdWindow.DEFAULT);

        assertThat(store.listed()).doesNotHaveDuplicates();
        assertThat(store.listed()).allSatisfy(prefix -> {
            assertThat(DAYS_AND_HOURS.window(KeyPrefix.of(prefix))).isPresent();
            assertThat(DAYS_AND_HOURS.match(KeyPrefix.of(prefix))).isEmpty();
        });
    }

    @Provide
    Arbitrary<Set<String>> lakes() {
        Arbitrary<String> app = Arbitraries.of("a", "b", "_c", "_compaction", "d.parquet");
        Arbitrary<String> day = Arbitraries.of("2026-01-04", "2026-1-5", "2026-01-05", "2026-01-32", "2027-01-01", "x");
        Arbitrary<String> hour = Arbitraries.of("00", "0", "7", "07", "08", "24", ".x", "y");
        Arbitrary<String> file = Arbitraries.of("f.parquet", "g.parquet", "_h");
        return Arbitraries.oneOf(
                        Combinators.combine(app, day, hour, file).as((a, d, h, f) -> String.join("/", a, d, h, f)),
                        Combinators.combine(app, day, file).as((a, d, f) -> String.join("/", a, d, f)),
                        file)
                .set()
                .ofMaxSize(40);
    }

    /** What the walk should find, from the keys of all objects at once. */
    private static Set<String> coldPartitions(Set<String> keys) {
        Set<String> cold = new HashSet<>();
        for (String key : keys) {
            KeyPrefix directory = KeyPrefix.of(key.substring(0, key.lastIndexOf('/') + 1));
            DAYS_AND_HOURS
                    .match(directory)
                    .filter(path -> !path.window().end().isAfter(NOW))
                    .ifPresent(path -> cold.add("COLD: " + path));
        }
        return cold;
    }

    private static List<String> walk(ListingStore store, ColdWindow coldWindow) {
        return texts(new LakeWalk(store, DAYS_AND_HOURS, coldWindow, CONTROL));
    }

    private static List<String> texts(LakeWalk walk) {
        List<String> texts = new ArrayList<>();
        walk.entries(NOW).forEachRemaining(entry -> texts.add(text(entry)));
        return texts;
    }

    private static String text(LakeEntry entry) {
        if (entry instanceof LakeEntry.Partition partition) {
            return partition.temperature() + ": " + partition.path();
        }
        if (entry instanceof LakeEntry.LakeInside inside) {
            return "lake inside: " + inside.directory();
        }
        if (entry instanceof LakeEntry.Pruned pruned) {
            return "pruned, " + pruned.temperature() + ": " + pruned.prefix();
        }
        if (entry instanceof LakeEntry.Managed managed) {
            return "managed: " + managed.prefix() + " by " + managed.mark();
        }
        if (entry instanceof LakeEntry.Unreadable unreadable) {
            return "unreadable: " + unreadable.prefix() + " ("
                    + unreadable.fault().getMessage() + ")";
        }
        return "not in layout: " + ((LakeEntry.NotInLayout) entry).path();
    }
}
