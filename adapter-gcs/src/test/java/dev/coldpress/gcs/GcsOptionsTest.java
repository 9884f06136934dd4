package dev.coldpress.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.UploadToken;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roots and options as users write them, and the names of objects. */
class GcsOptionsTest {

    private static final GcsRoot ROOT = GcsRoot.parse(URI.create("gs://bucket/a%20b/c"));
    private static final UploadToken TOKEN = new UploadToken("f4989ba9-8848-46bb-8e9b-787f9c4afca0");

    @Test
    void withoutOptionsTheServiceIsGooglesAndCredentialsAreSent() {
        assertThat(GcsOptions.parse(Map.of())).isEqualTo(GcsOptions.google());
        assertThat(GcsOptions.google().sendsCredentials()).isTrue();
    }

    @Test
    void credentialsAreNeverSentInTheClear() {
        assertThat(GcsOptions.parse(Map.of("endpoint", "http://localhost:4443")).sendsCredentials())
                .isFalse();
        assertThat(GcsOptions.parse(Map.of("endpoint", "https://private.example/"))
                        .sendsCredentials())
                .isTrue();
    }

    @Test
    void whatIsNoOptionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GcsOptions.parse(Map.of("region", "x")))
                .withMessageContaining("[endpoint]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9000", "ftp://x", "http:/x", "http://user:secret@x", "http://x?y", "http://x/y"})
    void whatIsNoEndpointIsRefused(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GcsOptions.parse(Map.of("endpoint", endpoint)))
                .withMessageNotContaining(endpoint);
    }

    @Test
    void aRootIsABucketAndAPrefix() {
        assertThat(GcsRoot.parse(URI.create("gs://my.bucket_1"))).isEqualTo(new GcsRoot("my.bucket_1", KeyPrefix.ROOT));
        assertThat(GcsRoot.parse(URI.create("GS://bucket/a%20b/c/"))).isEqualTo(ROOT);
        assertThat(ROOT.name(ObjectKey.of("x"))).isEqualTo("a b/c/x");
        assertThat(ROOT.key("a b/c/d/x")).contains(ObjectKey.of("d/x"));
        assertThat(ROOT.key("a b/c/")).isEmpty();
        assertThat(ROOT.key("a b/c/d//x")).isEmpty();
        assertThat(ROOT.keyPrefix("a b/c//")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gs:bucket",
                "gs:///prefix",
                "s3://bucket/x",
                "gs://bucket/x?y",
                "gs://bucket/x#y",
                "gs://bucket:90/x",
                "gs://user@bucket/x",
                "gs://Bucket/x",
                "gs://bucket/a//b"
            })
    void whatIsNoRootIsRefused(String root) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GcsRoot.parse(URI.create(root)))
                .withMessageNotContaining(root);
    }

    @Test
    void theNameOfAStagedUploadIsReadBackAndIsNoKey() {
        ObjectKey key = ObjectKey.of("dt=1/x");
        String name = ROOT.stagedName(key, TOKEN);
        assertThat(name).startsWith(ROOT.stagedPrefix(KeyPrefix.of("dt=1/")));
        assertThat(ROOT.staged(name)).contains(new GcsRoot.StagedName(key, TOKEN));
        assertThat(ROOT.key(name)).isEmpty();
        assertThat(ROOT.keyPrefix("a b/c/_coldpress_staged/")).isEmpty();
        assertThat(ROOT.keyPrefix("a b/c/_coldpress_staged/dt=1/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "x/y", "f4989ba9-8848-46bb-8e9b-787f9c4afca0", "x//f4989ba9-8848-46bb-8e9b-787f9c4afca0"})
    void otherNamesBesideStagedUploadsAreNone(String path) {
        assertThat(ROOT.staged("a b/c/_coldpress_staged/" + path)).isEmpty();
    }

    @Test
    void aVersionIsAGenerationAndNeverZero() {
        assertThat(Generation.parse(Generation.version(1_700_000_000_000_017L))).hasValue(1_700_000_000_000_017L);
        for (String other : new String[] {"0", "007", "-1", "7-1767225600-abc", "9999999999999999999"}) {
            assertThat(Generation.parse(new ObjectVersion(other))).as(other).isEmpty();
        }
    }
}
