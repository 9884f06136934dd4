package dev.coldpress.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Two clients on one pool of connections. They are the only layer of retries.
 *
 * <ul>
 *   <li>{@link #repeating} is for requests that may be asked twice without harm: reads, heads and listings; the
 *       beginning of an upload (a lost answer leaves an upload that nobody knows, for the orphan clean-up); parts (the
 *       last of a number counts, and the bytes are the same); aborts. It asks up to {@value #ATTEMPTS} times if a
 *       connection breaks or times out, or the store answers 5xx or that it is too busy.
 *   <li>{@link #single} is for what must not take effect a second time, perhaps much later: the completion of an
 *       upload, the write of a small object, deletes. It asks again only if the store has said that it is too busy (503
 *       SlowDown, 429), which comes before any effect. A lost answer is the caller's "unknown".
 * </ul>
 *
 * <p>Both take an answer that is not whole for a broken connection ({@link WholeAnswers}).
 *
 * <p>Each attempt ends after {@link #ATTEMPT_TIMEOUT}, each call with all its attempts after {@link #CALL_TIMEOUT}.
 *
 * @param checksums whether the store is told a CRC-32 of each body, which several stores other than Amazon's refuse
 */
record S3Clients(S3Client repeating, S3Client single, SdkHttpClient http, boolean checksums) implements AutoCloseable {

    static final int ATTEMPTS = 4;
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Enough for a part of 8 MiB at a megabit per second. */
    static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(70);

    static final Duration CALL_TIMEOUT = Duration.ofMinutes(5);

    private static final int MAX_CONNECTIONS = 64;
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration MAX_DELAY = Duration.ofSeconds(10);
    private static final BackoffStrategy WHEN_BUSY =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(500), MAX_DELAY);

    /**
     * Opens the clients where the options say, and nowhere else.
     *
     * @throws IllegalArgumentException if no region is known, or the SDK's own settings name another endpoint than the
     *     options
     */
    static S3Clients open(S3Options options) {
        S3Clients clients = open(options, new Limits(ATTEMPT_TIMEOUT, CALL_TIMEOUT, FIRST_DELAY));
        Optional<URI> endpoint = clients.single().serviceClientConfiguration().endpointOverride();
        if (options.endpoint() == null && endpoint.isPresent()) {
            clients.close();
            // What is relied on at Amazon's own endpoint, the conditions of deletes above all, holds there only.
            throw new IllegalArgumentException("The settings of the AWS SDK (the variables AWS_ENDPOINT_URL_S3 and"
                    + " AWS_ENDPOINT_URL, or endpoint_url in the profile) name the endpoint " + endpoint.get()
                    + ", so the store is not known to be Amazon's. Name it by the option endpoint too, or set"
                    + " AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true for Amazon's own");
        }
        return clients;
    }

    /** How long an attempt and a call may take, and how long to wait at most before the second attempt. */
    record Limits(Duration attempt, Duration call, Duration firstDelay) {}

    static S3Clients open(S3Options options, Limits limits) {
        SdkHttpClient http = Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(limits.attempt())
                .socketTimeout(limits.attempt())
                .build();
        try {
            return new S3Clients(
                    client(options, http, onAnyFault(limits), limits),
                    client(options, http, onlyWhenBusy(), limits),
                    http,
                    options.endpoint() == null);
        } catch (SdkClientException e) {
            http.close();
            throw new IllegalArgumentException(
                    "no region of S3 is known: set the option region, or AWS_REGION, or it in the profile", e);
        }
    }

    private static RetryStrategy onAnyFault(Limits limits) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(limits.firstDelay(), MAX_DELAY))
                .build();
    }

    private static RetryStrategy onlyWhenBusy() {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .useClientDefaults(false)
                .maxAttempts(ATTEMPTS)
                .retryOnException(S3Clients::isTooBusy)
                .treatAsThrottling(S3Clients::isTooBusy)
                .throttlingBackoffStrategy(WHEN_BUSY)
                .build();
    }

    private static boolean isTooBusy(Throwable fault) {
        return fault instanceof SdkException known && S3Faults.isTooBusy(known);
    }

    private static S3Client client(S3Options options, SdkHttpClient http, RetryStrategy retries, Limits limits) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(http)
                .forcePathStyle(options.pathStyle())
                // Bodies are small or lie in memory, so they are hashed before they are sent. The chunked form, which
                // hashes along the way, is what other stores most often fail to read, or even store as content.
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .overrideConfiguration(override -> override.addExecutionInterceptor(new WholeAnswers())
                        .retryStrategy(retries)
                        .apiCallAttemptTimeout(limits.attempt())
                        .apiCallTimeout(limits.call()));
        Region region = region(options);
        if (region != null) {
            builder.region(region);
        }
        URI endpoint = options.endpoint();
        if (endpoint != null) {
            // Several other stores refuse the newer checksum headers.
            builder.endpointOverride(endpoint)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        }
        return builder.build();
    }

    private static @Nullable Region region(S3Options options) {
        if (options.region() != null) {
            return Region.of(options.region());
        }
        return options.endpoint() == null ? null : Region.of(S3Options.ANY_REGION);
    }

    @Override
    public void close() {
        repeating.close();
        single.close();
        http.close();
    }
}
