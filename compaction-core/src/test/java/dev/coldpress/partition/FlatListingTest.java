package dev.coldpress.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A walk that begins with one listing of everything, beside one that lists level by level. */
class FlatListingTest {

    private static final KeyPrefix CONTROL = KeyPrefix.of("_compaction/");
    private static final Instant NOW = Instant.parse("2026-01-05T08:30:00Z");
    private static final LakeLayout DAYS_AND_HOURS = LakeLayout.parse("{app}/{yyyy-MM-dd}/{HH}/");

    /** By their hash, so that it is the same for each listing of a partition. */
    private static boolean isAtRest(KeyPrefix partition) {
        return partition.path().hashCode() % 3 != 0;
    }

    private static LakeWalk walk(ListingStore store) {
        return new LakeWalk(store, DAYS_AND_HOURS, ColdWindow.DEFAULT, CONTROL);
    }

    private static List<LakeEntry> entries(ListingStore store, BiPredicate<KeyPrefix, PartitionListing> isAtRest) {
        return entries(store, isAtRest, 0);
    }

    private static List<LakeEntry> entries(
            ListingStore store, BiPredicate<KeyPrefix, PartitionListing> isAtRest, int unseen) {
        List<LakeEntry> entries = new ArrayList<>();
        RestCheck check = new RestCheck() {
            @Override
            public boolean isAtRest(KeyPrefix partition, PartitionListing listing) {
                return isAtRest.test(partition, listing);
            }

            @Override
            public int unseen() {
                return unseen;
            }
        };
        walk(store).entries(NOW, check).forEachRemaining(entries::add);
        return entries;
    }

    private static LakeEntry withoutRest(LakeEntry entry) {
        return entry instanceof LakeEntry.Partition found
                ? new LakeEntry.Partition(found.path(), found.temperature(), found.summaries(), false)
                : entry;
    }

    @Property(tries = 1000)
    void tellsWhatAWalkLevelByLevelTells(
            @ForAll("lakes") Set<String> keys,
            @ForAll @IntRange(min = 1, max = 9) int pageSize,
            @ForAll @IntRange(min = 0, max = 60) int pagesUntilAFault) {
        ListingStore store = new ListingStore(keys, pageSize);
        int[] pages = {0};
        store.refuse(request -> !request.delimited() && pages[0]++ == pagesUntilAFault);
        Map<KeyPrefix, PartitionListing> asked = new HashMap<>();
        List<LakeEntry> flat = entries(store, (partition, listing) -> {
            assertThat(asked.put(partition, listing)).as("asked once").isNull();
            return isAtRest(partition);
        });

        List<LakeEntry> levels = new ArrayList<>();
        walk(store).entries(NOW).forEachRemaining(levels::add);
        assertThat(flat.stream().map(FlatListingTest::withoutRest)).containsExactlyInAnyOrderElementsOf(levels);
        asked.forEach((partition, listing) -> assertThat(listing.refs())
                .as("seen of %s", partition)
                .isEqualTo(PartitionListing.read(store, partition).refs()));
        asked.forEach((partition, listing) -> assertThat(listing.directories())
                .as("directories of %s", partition)
                .isEqualTo(PartitionListing.read(store, partition).directories()));
        for (LakeEntry entry : flat) {
            if (entry instanceof LakeEntry.Partition found) {
                KeyPrefix partition = found.path().prefix();
                assertThat(found.isAtRest())
                        .as("%s", partition)
                        .isEqualTo(asked.containsKey(partition) && isAtRest(partition));
            }
        }
    }

    @Provide
    Arbitrary<Set<String>> lakes() {
        Arbitrary<String> app = Arbitraries.of("A", "a", "a-b", "b", "_c", "_compaction", "d.parquet", "lost+found");
        Arbitrary<String> day = Arbitraries.of(
                "2026-01-04", "2026-1-5", "2026-01-05", "2026-01-32", "2027-01-01", "x", "_delta_log", "metadata");
        Arbitrary<String> hour = Arbitraries.of("00", "0", "7", "07", "08", "24", ".x", "y", "_compaction");
        Arbitrary<String> file =
                Arbitraries.of("f.parquet", "g.parquet", "_metadata", "v1.metadata.json", "sub/f", "sub/g");
        return Arbitraries.oneOf(
                        Combinators.combine(app, day, hour, file).as((a, d, h, f) -> String.join("/", a, d, h, f)),
                        Combinators.combine(app, day, file).as((a, d, f) -> String.join("/", a, d, f)),
                        file)
                .set()
                .ofMaxSize(60);
    }

    private static List<String> hours(int days, int files) {
        List<String> keys = new ArrayList<>();
        for (int day = 1; day <= days; day++) {
            for (int hour = 0; hour < 24; hour++) {
                for (int file = 0; file < files; file++) {
                    keys.add(String.format("a/2025-%02d-%02d/%02d/f%04d", 1 + day / 28, 1 + day % 28, hour, file));
                }
            }
        }
        return keys;
    }

    @Test
    void aLakeAtRestTakesOneRequestForEachPage() {
        ListingStore store = new ListingStore(hours(100, 2), ListRequest.MAX_ENTRIES);

        List<LakeEntry> found = entries(store, (partition, listing) -> true);

        assertThat(found).hasSize(2400).allMatch(entry -> ((LakeEntry.Partition) entry).isAtRest());
        assertThat(store.listed()).hasSize(5);
    }

    @Test
    void aPartitionWithMoreThanAPageOfObjectsIsPassedOver() {
        List<String> keys = hours(1, 2);
        for (int i = 0; i < 10_000; i++) {
            keys.add("a/2025-01-02/12/" + i);
        }
        ListingStore store = new ListingStore(keys, ListRequest.MAX_ENTRIES);

        List<LakeEntry> found = entries(store, (partition, listing) -> true);

        assertThat(found.stream()
                        .map(entry -> (LakeEntry.Partition) entry)
                        .filter(entry -> !entry.isAtRest())
                        .map(entry -> entry.path().toString()))
                .containsExactly("a/2025-01-02/12/");
        assertThat(store.listed()).hasSize(3);
    }

    @Test
    void whatAWalkDoesNotLookIntoIsPassedOver() {
        List<String> keys = hours(1, 2);
        for (int i = 0; i < 10_000; i++) {
            keys.add("a/_temporary/" + i);
            keys.add("_compaction/x/" + i);
            keys.add("a/2025-01-02/12/sub/" + i);
            keys.add("a/2027-01-01/12/" + i);
        }
        ListingStore store = new ListingStore(keys, ListRequest.MAX_ENTRIES);

        assertThat(entries(store, (partition, listing) -> true)).hasSize(25);
        assertThat(store.listed()).hasSize(5);
    }

    @Test
    void aListingThatFindsNothingAtRestEndsSoon() {
        ListingStore store = new ListingStore(hours(100, 60), ListRequest.MAX_ENTRIES);

        List<LakeEntry> found = entries(store, (partition, listing) -> false);

        assertThat(found).hasSize(2400);
        // The root, the application, and the days that are not wholly on the first 16,000 entries.
        assertThat(store.listed()).hasSize(FlatListing.PAGES_IN_VAIN + 1 + 1 + 89);
    }

    @Test
    void aListingGoesOnAsLongAsItMayStillFindMoreThanItHasCost() {
        List<String> keys = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            for (int file = 0; file < 800; file++) {
                keys.add(String.format("a/2025-01-01/%02d/f%d", hour, file));
            }
        }
        hours(50, 1).forEach(key -> keys.add("b" + key.substring(1)));

        ListingStore known = new ListingStore(keys, ListRequest.MAX_ENTRIES);
        List<LakeEntry> found =
                entries(known, (partition, listing) -> partition.path().startsWith("b/"), 1200);
        assertThat(found.stream().filter(entry -> ((LakeEntry.Partition) entry).isAtRest()))
                .hasSize(1200);
        assertThat(known.listed()).hasSize(21);

        ListingStore unknown = new ListingStore(keys, ListRequest.MAX_ENTRIES);
        assertThat(entries(unknown, (partition, listing) -> partition.path().startsWith("b/"), 16))
                .noneMatch(entry -> ((LakeEntry.Partition) entry).isAtRest());
    }

    /** As the directory buckets of S3 do. */
    @Test
    void aStoreThatListsInAnotherOrderIsListedLevelByLevel() {
        List<String> keys = hours(2, 2);
        ListingStore store = new ListingStore(keys, ListRequest.MAX_ENTRIES);
        store.listTreesBackwards();

        List<LakeEntry> found = entries(store, (partition, listing) -> true);

        assertThat(found).hasSize(48).noneMatch(entry -> ((LakeEntry.Partition) entry).isAtRest());
    }

    /** The directories behind the point where the listing ended are listed; those before it are known. */
    @Test
    void whatWasListedBeforeTheEndIsKept() {
        List<String> keys = hours(50, 1);
        for (int i = 0; i < 100_000; i++) {
            keys.add(String.format("b/2025-01-01/%02d/%d", i % 24, i));
        }
        keys.add("c/2025-01-01/00/f");
        ListingStore store = new ListingStore(keys, ListRequest.MAX_ENTRIES);

        List<LakeEntry> found =
                entries(store, (partition, listing) -> partition.path().startsWith("a/"));

        assertThat(found.stream().filter(entry -> ((LakeEntry.Partition) entry).isAtRest()))
                .hasSize(1200);
        List<String> levels = store.listed()
                .subList(store.listed().lastIndexOf("") + 1, store.listed().size());
        assertThat(levels).containsExactly("b/", "b/2025-01-01/", "c/", "c/2025-01-01/");
    }
}
