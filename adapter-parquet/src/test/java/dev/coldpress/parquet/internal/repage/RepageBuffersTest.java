package dev.coldpress.parquet.internal.repage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepageBuffersTest {

    private final RepageBuffers buffers = new RepageBuffers();

    @Test
    void noPageHasTheNumberOfAnEarlierOneEvenAfterTheGreatest() {
        buffers.pageNumber = Integer.MAX_VALUE - 1;
        buffers.lastPages = new int[] {1, 2, Integer.MAX_VALUE - 1};

        buffers.lastPages[0] = buffers.nextPageNumber();
        int next = buffers.nextPageNumber();

        assertThat(buffers.lastPages).isNotEmpty().doesNotContain(next);
    }
}
