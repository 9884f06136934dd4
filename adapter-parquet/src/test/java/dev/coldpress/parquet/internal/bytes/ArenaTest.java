package dev.coldpress.parquet.internal.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArenaTest {

    private final Arena arena = new Arena(1_000);

    @Test
    void anArrayThatIsUsedAgainHasNoMoreRoomThanANewOne() {
        arena.reserve(900, 900);
        byte[] array = arena.array();

        arena.begin(1_000);

        assertThat(arena.reserve(100, 200)).isZero();
        assertThat(arena.array()).isSameAs(array);
        assertThat(arena.fits(100)).isTrue();
        assertThat(arena.fits(101)).isFalse();
    }

    @Test
    void anArrayThatIsLargerThanTheLimitGoes() {
        arena.reserve(900, 900);

        arena.begin(899);

        assertThat(arena.array()).isEmpty();
        assertThat(arena.fits(899)).isTrue();
        assertThat(arena.fits(900)).isFalse();
    }
}
