package dev.coldpress.run;

import dev.coldpress.port.ForwardingUpload;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.report.Stage;
import dev.coldpress.scan.StageTimer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Splits the time of one merge, which reads, encodes and uploads as a stream, into these three. For one thread.
 */
final class MergeTimer {

    private final StageTimer timer;
    private final Instant start;
    private Duration reading = Duration.ZERO;
    private Duration uploading = Duration.ZERO;
    private @Nullable Instant readStarted;

    MergeTimer(StageTimer timer) {
        this.timer = timer;
        this.start = timer.clock().instant();
    }

    /** Tells the listener the three times. What was neither reading nor uploading was merging. */
    void finish() {
        // Of one that failed.
        readEnds();
        Duration merging = timer.since(start).minus(reading).minus(uploading);
        timer.listener().stageFinished(Stage.READ, reading);
        timer.listener().stageFinished(Stage.MERGE, merging.isNegative() ? Duration.ZERO : merging);
        timer.listener().stageFinished(Stage.UPLOAD, uploading);
    }

    void readStarts() {
        readStarted = timer.clock().instant();
    }

    void readEnds() {
        if (readStarted != null) {
            reading = reading.plus(timer.since(readStarted));
            readStarted = null;
        }
    }

    StagedUpload timed(StagedUpload upload) {
        return new TimedUpload(upload);
    }

    private <T> T uploading(Supplier<T> work) {
        Instant before = timer.clock().instant();
        try {
            return work.get();
        } finally {
            uploading = uploading.plus(timer.since(before));
        }
    }

    private final class TimedUpload extends ForwardingUpload {

        TimedUpload(StagedUpload upload) {
            super(upload);
        }

        @Override
        public void write(ByteBuffer bytes) {
            uploading(() -> {
                super.write(bytes);
                return true;
            });
        }

        @Override
        public ReadResult copyFrom(ObjectRef source, long offset, long length) {
            return uploading(() -> super.copyFrom(source, offset, length));
        }

        @Override
        public void seal() {
            uploading(() -> {
                super.seal();
                return true;
            });
        }
    }
}
