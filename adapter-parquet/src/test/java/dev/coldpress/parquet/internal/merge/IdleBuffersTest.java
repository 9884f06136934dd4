package dev.coldpress.parquet.internal.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdleBuffersTest {

    private final IdleBuffers idle = new IdleBuffers();

    @Test
    void whatWasGivenBackIsTakenOnce() {
        MergeBuffers buffers = idle.take();
        idle.giveBack(buffers);

        assertThat(idle.take()).isSameAs(buffers);
        assertThat(idle.take()).isNotSameAs(buffers);
    }

    @Test
    void onlySoManyAreKept() {
        Set<MergeBuffers> givenBack = Collections.newSetFromMap(new IdentityHashMap<>());
        Stream.generate(MergeBuffers::create).limit(100).forEach(buffers -> {
            givenBack.add(buffers);
            idle.giveBack(buffers);
        });

        assertThat(Stream.generate(idle::take).limit(100).filter(givenBack::contains))
                .hasSize(16);
    }
}
