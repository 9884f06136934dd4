package dev.coldpress.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "..", "a/../b", "a/./b", "a\\b", "a\nb", "a\u0000", "a\uD800"})
    void whatNamesNothingOrSomethingOutsideIsNoKey(String path) {
        assertThatThrownBy(() -> ObjectKey.of(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyHasAtMost1024BytesOfUtf8() {
        assertThat(ObjectKey.of("é".repeat(512)).name()).hasSize(512);
        assertThatThrownBy(() -> ObjectKey.of("é".repeat(513))).hasMessageContaining("1024 bytes");
    }

    @Test
    void keysOrderByTheirBytesAndNotByUtf16Units() {
        ObjectKey fullWidth = ObjectKey.of("a/\uFF5E");
        ObjectKey emoji = ObjectKey.of("a/\uD83D\uDE00");
        assertThat(List.of(emoji, fullWidth).stream().sorted()).containsExactly(fullWidth, emoji);
        assertThat(emoji.path()).isLessThan(fullWidth.path());
    }

    @Test
    void aPrefixHoldsWhatLiesBelowItSegmentBySegment() {
        KeyPrefix prefix = KeyPrefix.of("a/b/");
        assertThat(prefix.contains(ObjectKey.of("a/b/c"))).isTrue();
        assertThat(prefix.contains(ObjectKey.of("a/bc"))).isFalse();
        assertThat(prefix.key("c").parent()).isEqualTo(prefix);
        assertThat(prefix.name()).isEqualTo("b");
        assertThat(KeyPrefix.ROOT.contains(prefix)).isTrue();
        assertThatThrownBy(() -> KeyPrefix.of("a/b")).isInstanceOf(IllegalArgumentException.class);
    }
}
