package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listings: order, pages, where they start, levels. */
interface ListingContract extends StoreFixture {

    /** In order. A slash sorts after {@code !} and {@code -} and before {@code 0}; UTF-16 would swap the last two. */
    List<String> KEYS_IN_ORDER = List.of(
            "A",
            "a!/x",
            "a-b",
            "a/b-c/x",
            "a/b/x",
            "a/b/y/z",
            "a/b0",
            "a/c",
            "a0",
            "b/\u00e9",
            "b/\uff5e",
            "b/\ud83d\ude00");

    /** What the same keys are, one level at a time, at the root. */
    List<String> LEVEL_IN_ORDER = List.of("A", "a!/", "a-b", "a/", "a0", "b/");

    private void putAll() {
        List<String> shuffled = new ArrayList<>(KEYS_IN_ORDER);
        java.util.Collections.reverse(shuffled);
        shuffled.forEach(key -> subject().put(key, key));
    }

    @Test
    default void anEmptyStoreListsNothing() {
        ListPage tree = store().list(ListRequest.tree(KeyPrefix.ROOT));
        ListPage level = store().list(ListRequest.level(KeyPrefix.of("no/such/")));

        assertThat(tree).isEqualTo(new ListPage(List.of(), List.of(), null));
        assertThat(level).isEqualTo(new ListPage(List.of(), List.of(), null));
    }

    @Test
    default void keysAreListedInTheOrderOfTheirUtf8Bytes() {
        putAll();

        ListPage page = store().list(ListRequest.tree(KeyPrefix.ROOT));

        assertThat(page.objects().stream().map(object -> object.key().path())).containsExactlyElementsOf(KEYS_IN_ORDER);
        assertThat(page.prefixes()).isEmpty();
        assertThat(page.next()).isNull();
    }

    @Test
    default void aListingOfTheWholeTreeIsTheSameInPagesOfAnySize() {
        putAll();

        for (int size = 1; size <= KEYS_IN_ORDER.size() + 1; size++) {
            ListRequest request = new ListRequest(KeyPrefix.ROOT, false, null, size);
            assertThat(subject().entries(request)).as("pages of " + size).isEqualTo(KEYS_IN_ORDER);
        }
    }

    @Test
    default void aLevelIsTheSameInPagesOfAnySize() {
        putAll();

        for (int size = 1; size <= LEVEL_IN_ORDER.size() + 1; size++) {
            ListRequest request = new ListRequest(KeyPrefix.ROOT, true, null, size);
            assertThat(subject().entries(request)).as("pages of " + size).isEqualTo(LEVEL_IN_ORDER);
        }
    }

    @Test
    default void aPageHoldsAsManyEntriesAsThereAreAndAreAskedFor() {
        putAll();

        ListPage page = store().list(new ListRequest(KeyPrefix.ROOT, true, null, 4));

        assertThat(page.objects()).extracting(object -> object.key().path()).containsExactly("A", "a-b");
        assertThat(page.prefixes()).containsExactly(KeyPrefix.of("a!/"), KeyPrefix.of("a/"));
        assertThat(page.next()).isNotNull();
    }

    @Test
    default void aLevelBelowAPrefixHoldsItsOwnKeysAndTheNextSegments() {
        putAll();

        ListPage page = store().list(ListRequest.level(KeyPrefix.of("a/")));

        assertThat(page.objects()).extracting(object -> object.key().path()).containsExactly("a/b0", "a/c");
        assertThat(page.prefixes()).containsExactly(KeyPrefix.of("a/b-c/"), KeyPrefix.of("a/b/"));
    }

    @Test
    default void onlyWhatComesAfterTheStartIsListedWhetherTheStartExistsOrNot() {
        putAll();

        for (String start :
                List.of("", "0", "A", "a", "a!/", "a/", "a/b", "a/b/x", "a/b/xx", "a/zzz", "b/\uff5e", "z")) {
            List<String> after = KEYS_IN_ORDER.stream()
                    .filter(key -> StoreUnderTest.compareUtf8(key, start) > 0)
                    .toList();
            ListRequest request = new ListRequest(KeyPrefix.ROOT, false, start, 3);
            assertThat(subject().entries(request)).as("after '" + start + "'").isEqualTo(after);
        }
    }

    @Test
    default void aListingGoesOnBehindAllThatIsBelowADirectory() {
        putAll();

        for (String directory : List.of("a/", "a/b/", "a/b/y/", "b/", "no/such/")) {
            KeyPrefix passedOver = KeyPrefix.of(directory);
            List<String> behind = KEYS_IN_ORDER.stream()
                    .filter(key -> StoreUnderTest.compareUtf8(key, directory) > 0 && !key.startsWith(directory))
                    .toList();
            assertThat(subject().entries(ListRequest.tree(KeyPrefix.ROOT).behind(passedOver)))
                    .as("behind '" + directory + "'")
                    .isEqualTo(behind);
        }
    }

    @Test
    default void aPrefixAtOrBeforeTheStartIsNotListedEvenIfKeysBelowItComeLater() {
        putAll();

        for (String start : List.of("a!/", "a!/x", "a/", "a/b/x", "a/zzz", "a0", "b/", "b/\u00e9")) {
            List<String> after = LEVEL_IN_ORDER.stream()
                    .filter(entry -> StoreUnderTest.compareUtf8(entry, start) > 0)
                    .toList();
            ListRequest request = new ListRequest(KeyPrefix.ROOT, true, start, 2);
            assertThat(subject().entries(request)).as("after '" + start + "'").isEqualTo(after);
        }
    }

    @Test
    default void aStartOutsideThePrefixCutsAllOrNothing() {
        putAll();
        KeyPrefix prefix = KeyPrefix.of("a/");
        List<String> below =
                KEYS_IN_ORDER.stream().filter(key -> key.startsWith("a/")).toList();

        assertThat(subject().entries(new ListRequest(prefix, false, "A", 100))).isEqualTo(below);
        assertThat(subject().entries(new ListRequest(prefix, false, "a-b", 100)))
                .isEqualTo(below);
        assertThat(subject().entries(new ListRequest(prefix, false, "a0", 100))).isEmpty();
        assertThat(subject().entries(new ListRequest(prefix, true, "b", 100))).isEmpty();
    }

    @Test
    default void aPrefixEndsAtASegment() {
        subject().put("a/x", "below");
        subject().put("ab/x", "beside");
        subject().put("a.txt", "beside");

        assertThat(subject().keys("a/")).containsExactly("a/x");
    }

    @Test
    default void aListingTellsSizeVersionAndTimeAsAHeadDoes() {
        ObjectRef written = subject().put("a/x", "12345");

        ListedObject listed =
                store().list(ListRequest.tree(KeyPrefix.ROOT)).objects().get(0);

        assertThat(listed.ref()).isEqualTo(written);
        assertThat(store().head(written.key())).contains(listed);
    }

    @Test
    default void whatWasDeletedOrOverwrittenIsListedAsItIsNow() {
        ObjectRef gone = subject().put("a/gone", "1");
        ObjectRef changed = subject().put("a/changed", "1");
        subject().delete(gone);
        ObjectRef present = subject().overwrite(changed, "22");

        ListPage page = store().list(ListRequest.level(KeyPrefix.of("a/")));

        assertThat(page.objects()).extracting(ListedObject::ref).containsExactly(present);
    }

    @Test
    default void namesWithUnusualCharactersAreKept() {
        List<String> names = List.of(
                " x ",
                "%2F",
                "+",
                "...",
                ".hidden",
                "_x",
                "a=b&c",
                "a?b#c",
                "e\u0301",
                "q\"'`<>|*:;,",
                "x".repeat(180),
                "~",
                "\u00e9",
                "\u4e2d\u6587",
                "\ud83d\ude00");
        String directory = "dt=2024-01-01 00%3A00/" + ("d".repeat(90) + "/").repeat(8);
        names.forEach(name -> subject().put(directory + name, name));

        assertThat(subject().keys(directory))
                .isEqualTo(names.stream().map(name -> directory + name).toList());
        for (String name : names) {
            ObjectKey key = ObjectKey.of(directory + name);
            ObjectRef found = store().head(key).orElseThrow().ref();
            assertThat(subject().text(key.path())).contains(name);
            subject().delete(found);
            assertThat(subject().isVisible(key.path())).isFalse();
        }
    }
}
