package dev.coldpress.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.app.print.SizeHistogram.SizeClass;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizeHistogramTest {

    private final SizeHistogram histogram = new SizeHistogram();

    @Test
    void aFileIsInTheClassWhoseLimitItIsBelow() {
        histogram.add(0);
        histogram.add((16 << 10) - 1);
        histogram.add(16 << 10);
        histogram.add(256L << 20);
        histogram.add((1L << 50));
        assertThat(filled())
                .containsExactly(
                        new SizeClass("below 16 KB", 2, (16 << 10) - 1),
                        new SizeClass("below 64 KB", 1, 16 << 10),
                        new SizeClass("from 256 MB", 2, (256L << 20) + (1L << 50)));
    }

    @Test
    void theSumsAreThoseOfAllFiles() {
        histogram.add(10);
        histogram.add(20 << 20);
        assertThat(histogram.files()).isEqualTo(2);
        assertThat(histogram.bytes()).isEqualTo(10 + (20 << 20));
    }

    private List<SizeClass> filled() {
        return histogram.classes().stream().filter(size -> size.files() > 0).toList();
    }
}
