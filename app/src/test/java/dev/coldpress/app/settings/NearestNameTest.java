package dev.coldpress.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "'', ab, 2", "kitten, sitting, 3", "flaw, lawn, 2", "same, same, 0"})
    void theDistanceIsTheNumberOfEdits(String a, String b, int distance) {
        assertThat(NearestName.distance(a, b)).isEqualTo(distance);
        assertThat(NearestName.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void theNearestIsTakenAndTheFirstOfEquals() {
        assertThat(NearestName.to("roof", List.of("roof-top", "root", "rook"))).isEqualTo("rook");
    }
}
