package dev.coldpress.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectVersionTest {

    @ParameterizedTest
    @CsvSource({
        "a-1, a-1, true",
        "a-1, a-2, false",
        "a-1~7, a-1~7, true",
        "a-1~7, a-1, true",
        "a-1~7, a-1~8, false",
        "a-1, a-1~7, false",
        "a-1~7, a, false",
        "a~1~7, a~1, true",
        "a~1~7, a, false",
        "~7, ~7, true",
    })
    void anObjectIsAtItsVersionAndAtTheOneThatItWouldHaveHadBefore(String present, String recorded, boolean expected) {
        assertThat(new ObjectVersion(present).isAt(new ObjectVersion(recorded))).isEqualTo(expected);
    }
}
