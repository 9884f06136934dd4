package dev.coldpress.simulator.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.PublishResult.Published;
import dev.coldpress.port.PublishResult.Refused;
import dev.coldpress.port.UploadToken;
import dev.coldpress.simulator.world.StoreVariant;
import dev.coldpress.testkit.codec.RowCodec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the simulated stores differ in. */
class StoreVariantTest {

    private static final ObjectKey KEY = ObjectKey.of("dt=2026-01-15/compacted_1.parquet");
    private static final UploadToken TOKEN = new UploadToken("t");
    private static final byte[] BODY = RowCodec.file("a");

    private static LakeContent staged(StoreVariant variant) {
        LakeContent content = new LakeContent(variant, new RowLedger(), Instant.EPOCH);
        content.stage(KEY, TOKEN);
        return content;
    }

    @Test
    void anAnsweredAbortIsFinalButOnASlowPublishStore() {
        LakeContent generations = staged(StoreVariant.GENERATIONS);
        generations.abort(TOKEN);
        assertThat(generations.publish(KEY, TOKEN, BODY, true)).isInstanceOf(Refused.class);
        LakeContent slow = staged(StoreVariant.SLOW_PUBLISH);
        slow.abort(TOKEN);
        assertThat(slow.publish(KEY, TOKEN, BODY, false)).isInstanceOf(Refused.class);
        assertThat(slow.publish(KEY, TOKEN, BODY, true)).isInstanceOf(Published.class);
    }

    @Test
    void aTokenIsUsedUpButOnAStoreOfReusableTokens() {
        LakeContent generations = staged(StoreVariant.GENERATIONS);
        generations.publish(KEY, TOKEN, BODY, true);
        generations.remove(KEY);
        assertThat(generations.publish(KEY, TOKEN, BODY, true)).isInstanceOf(Refused.class);
        LakeContent reusable = staged(StoreVariant.REUSABLE_TOKENS);
        reusable.publish(KEY, TOKEN, BODY, true);
        reusable.remove(KEY);
        assertThat(reusable.publish(KEY, TOKEN, BODY, true)).isInstanceOf(Published.class);
    }

    @Test
    void equalBytesInOneSecondHaveOneVersionOnS3Alone() {
        LakeContent generations = staged(StoreVariant.GENERATIONS);
        assertThat(generations.put(KEY, BODY).version())
                .isNotEqualTo(generations.put(KEY, BODY).version());
        LakeContent s3 = staged(StoreVariant.S3_TRIPLE);
        assertThat(s3.put(KEY, BODY).version()).isEqualTo(s3.put(KEY, BODY).version());
    }
}
