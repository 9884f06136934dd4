package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StoreCapabilities;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roots and options as users write them. */
class S3OptionsTest {

    @Test
    void withoutOptionsTheStoreIsAmazons() {
        assertThat(S3Options.parse(Map.of())).isEqualTo(new S3Options(null, false, null, S3Options.AMAZON));
    }

    @Test
    void withAnEndpointTheBucketIsInThePathAndDeletesHaveNoCondition() {
        S3Options options = S3Options.parse(Map.of("endpoint", "http://localhost:9000"));
        assertThat(options.pathStyle()).isTrue();
        assertThat(options.endpoint()).isEqualTo(URI.create("http://localhost:9000"));
        assertThat(options.capabilities().deleteIfVersion()).isFalse();
    }

    @Test
    void eachOptionIsTaken() {
        Map<String, String> texts =
                Map.of("endpoint", "https://store.example", "path-style", "false", "region", "eu-central-1");
        assertThat(S3Options.parse(texts))
                .isEqualTo(new S3Options(
                        URI.create("https://store.example"), false, "eu-central-1", S3Options.COMPATIBLE));
    }

    @ParameterizedTest
    @CsvSource({"all, true, true", "create, true, false", "none, false, false"})
    void aStoreMayHaveFewerConditionalWrites(String writes, boolean creates, boolean replaces) {
        StoreCapabilities capabilities =
                S3Options.parse(Map.of("conditional-writes", writes)).capabilities();
        assertThat(capabilities).isEqualTo(new StoreCapabilities(creates, replaces, true, true, false, true));
    }

    @Test
    void whatIsNoOptionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Options.parse(Map.of("secret-key", "x")))
                .withMessageContaining("[conditional-writes, endpoint, path-style, region]");
        assertThatIllegalArgumentException().isThrownBy(() -> S3Options.parse(Map.of("path-style", "yes")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Options.parse(Map.of("conditional-writes", "some")))
                .withMessageContaining("all, create or none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Options.amazon().withCapabilities(StoreCapabilities.ALL))
                .withMessageContaining("unique");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9000", "ftp://x", "http:/x", "http://user:secret@x", "http://x?y"})
    void whatIsNoEndpointIsRefused(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Options.parse(Map.of("endpoint", endpoint)))
                .withMessageNotContaining(endpoint);
    }

    @Test
    void aRootIsABucketAndAPrefix() {
        assertThat(S3Root.parse(URI.create("s3://my.bucket_1"))).isEqualTo(new S3Root("my.bucket_1", KeyPrefix.ROOT));
        S3Root root = S3Root.parse(URI.create("S3://bucket/a%20b/c/"));
        assertThat(root).isEqualTo(S3Root.parse(URI.create("s3://bucket/a%20b/c")));
        assertThat(root.name(ObjectKey.of("x"))).isEqualTo("a b/c/x");
        assertThat(root.key("a b/c/d/x")).contains(ObjectKey.of("d/x"));
        assertThat(root.key("a b/c/")).isEmpty();
        assertThat(root.key("a b/c/d//x")).isEmpty();
        assertThat(root.keyPrefix("a b/c//")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:bucket",
                "s3:///prefix",
                "gs://bucket/x",
                "s3://bucket/x?y",
                "s3://bucket/x#y",
                "s3://bucket:90/x",
                "s3://user@bucket/x",
                "s3://bucket/a//b"
            })
    void whatIsNoRootIsRefused(String root) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Root.parse(URI.create(root)))
                .withMessageNotContaining(root);
    }
}
