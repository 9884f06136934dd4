package dev.coldpress.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

    @Property
    void aKeyIsWhatTheRulesSay(@ForAll @From("paths") String path) {
        boolean isKey = UTF_8.newEncoder().canEncode(path)
                && Stream.of(path.split("/", -1)).noneMatch(Set.of("", ".", "..")::contains)
                && path.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c));
        boolean isTaken = true;
        try {
            ObjectKey.of(path);
        } catch (IllegalArgumentException e) {
            isTaken = false;
        }
        assertThat(isTaken).isEqualTo(isKey);
    }

    @Property
    void keysOrderAsTheirBytesDo(@ForAll @From("paths") String a, @ForAll @From("paths") String b) {
        Assume.that(UTF_8.newEncoder().canEncode(a) && UTF_8.newEncoder().canEncode(b));

        assertThat(Integer.signum(ObjectKey.compareUtf8(a, b)))
                .isEqualTo(Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars('a', '.', '/', '\\', '\n', '\u0085', '\u00E9', '\uD83D', '\uDE00', '\uFF5E')
                .ofMaxLength(6);
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
