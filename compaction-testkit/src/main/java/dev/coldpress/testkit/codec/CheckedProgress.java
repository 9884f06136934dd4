package dev.coldpress.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.Progress;
import org.jspecify.annotations.Nullable;

/** Requires that the beginnings and ends of reads come in turn, on the thread that made this. */
final class CheckedProgress implements Progress {

    private final Thread caller = Thread.currentThread();
    private boolean isReading;
    private int reads;
    private long bytes;
    private int failsAt;
    private @Nullable RuntimeException failure;

    /** @param nth the read at whose end it throws, 1 or more */
    static CheckedProgress throwingAt(int nth, RuntimeException failure) {
        CheckedProgress progress = new CheckedProgress();
        progress.failsAt = nth;
        progress.failure = failure;
        return progress;
    }

    int reads() {
        return reads;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void readStarts() {
        assertThat(Thread.currentThread()).isSameAs(caller);
        assertThat(isReading).isFalse();
        isReading = true;
    }

    @Override
    public void readEnds(long more) {
        assertThat(Thread.currentThread()).isSameAs(caller);
        assertThat(isReading).isTrue();
        isReading = false;
        reads++;
        bytes += more;
        if (failure != null && reads == failsAt) {
            throw failure;
        }
    }
}
