package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The SDK also takes an endpoint from its own settings: system properties, the variables AWS_ENDPOINT_URL_S3 and
 * AWS_ENDPOINT_URL, and endpoint_url in a profile. Nothing is known of the store there.
 */
class ConfiguredEndpointTest {

    private static final String OTHER = "http://127.0.0.1:9000";
    private static final S3Options AMAZON = S3Options.parse(Map.of("region", "us-east-1"));

    @TempDir
    private Path directory;

    @AfterEach
    void forget() {
        List.of("aws.endpointUrlS3", "aws.endpointUrl", "aws.configFile", "aws.ignoreConfiguredEndpointUrls")
                .forEach(System::clearProperty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws.endpointUrlS3", "aws.endpointUrl"})
    void ofASystemPropertyIsNotTakenForAmazons(String property) {
        System.setProperty(property, OTHER);
        assertRefused();
    }

    @Test
    void ofAProfileIsNotTakenForAmazons() throws IOException {
        Path profile = Files.writeString(directory.resolve("config"), "[default]\nendpoint_url = " + OTHER + "\n");
        System.setProperty("aws.configFile", profile.toString());
        assertRefused();
    }

    private static void assertRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Clients.open(AMAZON).close())
                .withMessageContaining(OTHER)
                .withMessageContaining("option endpoint")
                .withMessageContaining("AWS_ENDPOINT_URL");
    }

    @Test
    void isNotAskedForWhereTheOptionsNameOne() {
        System.setProperty("aws.endpointUrlS3", OTHER);
        URI named = URI.create("http://127.0.0.1:9999");
        try (S3Clients clients = S3Clients.open(S3Options.compatible(named))) {
            assertThat(clients.single().serviceClientConfiguration().endpointOverride())
                    .contains(named);
        }
    }

    /** What the refusal advises. */
    @Test
    void isIgnoredWhereTheSdkIsToldSo() {
        System.setProperty("aws.endpointUrlS3", OTHER);
        System.setProperty("aws.ignoreConfiguredEndpointUrls", "true");
        try (S3Clients clients = S3Clients.open(AMAZON)) {
            assertThat(clients.single().serviceClientConfiguration().endpointOverride())
                    .isEmpty();
        }
    }
}
