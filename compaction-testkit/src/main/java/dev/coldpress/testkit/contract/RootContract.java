package dev.coldpress.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Where a store's root lies, and what lies above it. */
interface RootContract extends StoreFixture {

    /** What it asks for above the root, relative to each directory there. */
    List<ObjectKey> MARKERS = List.of(ObjectKey.of("_control/marker"), ObjectKey.of("_control/other"));

    /** A store whose root is a directory of the present one, in which an object is made to lie. */
    private ObjectStore openBelow(String directory) {
        subject().put(directory + "x", "12345");
        Optional<ObjectStore> below = openBelow(KeyPrefix.of(directory));
        Assumptions.assumeTrue(below.isPresent(), "the store has no directory that could be a root");
        return below.get();
    }

    @Test
    default void theLocationIsTheSameWheneverTheRootIsOpened() {
        try (ObjectStore again = reopen()) {
            assertThat(again.location()).isEqualTo(store().location()).doesNotContain("\n");
        }
    }

    @Test
    default void aDirectoryHasAnotherLocation() {
        try (ObjectStore below = openBelow("a/b/")) {
            assertThat(below.location()).isNotEqualTo(store().location());
        }
    }

    @Test
    default void anObjectInADirectoryAboveIsFound() {
        try (ObjectStore below = openBelow("a/b/")) {
            assertThat(below.firstAbove(MARKERS)).isEmpty();
            subject().put("_control/other", "12345");
            assertThat(below.firstAbove(MARKERS))
                    .hasValueSatisfying(place -> assertThat(place).endsWith("_control/other"));
            subject().put("a/_control/marker", "12345");
            assertThat(below.firstAbove(MARKERS))
                    .hasValueSatisfying(place -> assertThat(place).endsWith("a/_control/marker"));
        }
    }

    @Test
    default void anObjectBesideOrBelowTheRootIsNotAboveIt() {
        try (ObjectStore below = openBelow("a/b/")) {
            subject().put("a/b/_control/marker", "12345");
            subject().put("a/c/_control/marker", "12345");
            subject().put("_control/marker/x", "12345");
            assertThat(below.firstAbove(MARKERS)).isEmpty();
        }
    }
}
