package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.s3.WireProxy.Request;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many requests and bytes an upload takes. */
class TrafficOnTheWireTest extends ThroughTheWire {

    private static final int MEBIBYTE = 1 << 20;

    @Test
    void anUploadIsSentInPartsOfEightMebibytes() {
        try (StagedUpload upload = store.stage(KEY)) {
            for (int i = 0; i < 41; i++) {
                upload.write(ByteBuffer.allocate(MEBIBYTE / 2));
            }
            upload.seal();
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
        assertThat(wire.bytesSent(Request.PART))
                .containsExactlyInAnyOrder(8L * MEBIBYTE, 8L * MEBIBYTE, 9L * MEBIBYTE / 2);
        assertThat(wire.counts()).isEqualTo(Map.of(Request.CREATE_UPLOAD, 1, Request.PART, 3, Request.COMPLETE, 1));
    }

    @Test
    void copiedBytesDoNotPassTheProcess() {
        ObjectRef source = subject.put("a/source", "x".repeat(20 * MEBIBYTE));
        wire.reset();
        try (StagedUpload upload = store.stage(KEY)) {
            for (int i = 0; i < 3; i++) {
                assertThat(upload.copyFrom(source, 0, source.sizeBytes())).isEqualTo(ReadResult.READ);
            }
            upload.write(ByteBuffer.allocate(100));
            upload.seal();
            assertThat(upload.publish()).isInstanceOf(PublishResult.Published.class);
        }
        assertThat(store.head(KEY).orElseThrow().ref().sizeBytes()).isEqualTo(60L * MEBIBYTE + 100);
        System.out.println("A copy of 60 MiB moved " + wire.bytesMoved() + " bytes: " + wire.counts());
        assertThat(wire.bytesMoved()).isLessThan(10_000);
        assertThat(wire.counts())
                .isEqualTo(Map.of(
                        Request.CREATE_UPLOAD,
                        1,
                        Request.PART_COPY,
                        3,
                        Request.PART,
                        1,
                        Request.COMPLETE,
                        1,
                        Request.HEAD,
                        1));
    }
}
