package dev.coldpress.gcs;

import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.core.NanoClock;
import com.google.api.gax.retrying.BasicResultRetryAlgorithm;
import com.google.api.gax.retrying.ResultRetryAlgorithm;
import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.RetryHelper;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.HttpStorageOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import dev.coldpress.port.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Three clients on one pool of connections. They are the only layer of retries.
 *
 * <ul>
 *   <li>{@link #repeating} is for requests that may be asked twice without harm: reads, heads and listings; the
 *       beginning and the bytes of an upload, also where the service copies them; aborts; and the publish, since a move
 *       takes its source away, so that a second one finds nothing to move. It asks up to {@value #ATTEMPTS} times if a
 *       connection breaks or times out, or the service answers 408, 429 or 5xx.
 *   <li>{@link #single} is for the writes of small objects and for deletes, whose answers are told as they are. It asks
 *       again only if the service has said that it is too busy (429), which comes before any effect; batches of deletes
 *       never. A lost answer is the caller's "unknown".
 *   <li>{@link #reading} is for the content of objects and asks once: left to itself, the vendor's client would ask for
 *       ever, and without a pause, for a body that breaks off again and again. {@link #again} asks for the rest.
 * </ul>
 *
 * <p>All take an answer that is not whole for a broken connection ({@link WholeAnswers}).
 *
 * <p>An attempt ends when nothing has arrived for {@link #SILENCE}, or 20 seconds for a batch of deletes, where the
 * vendor's client sets the time. No call begins another attempt after {@link #CALL_TIMEOUT}.
 */
record GcsClients(
        Storage repeating, Storage single, Storage reading, RetrySettings retries, ApacheHttpTransport transport)
        implements AutoCloseable {

    static final int ATTEMPTS = 4;

    /** How many bytes of an upload are in memory and sent with one request; the service wants a multiple of 256 KiB. */
    static final int CHUNK_BYTES = 8 << 20;

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** How long the service may say nothing; a chunk is stored before it is answered. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    static final Duration CALL_TIMEOUT = Duration.ofMinutes(5);

    private static final int MAX_CONNECTIONS = 64;

    /** No request of ours names a project, but without one the client would look for it in files and in the network. */
    private static final String NO_PROJECT = "none";

    /** @throws StoreException of kind {@code DENIED} if there are no credentials */
    static GcsClients open(GcsOptions options) {
        return open(options, new Limits(SILENCE, Duration.ofMillis(500)));
    }

    /** How long the service may say nothing, and how long to wait before the second attempt. */
    record Limits(Duration silence, Duration firstDelay) {}

    static GcsClients open(GcsOptions options, Limits limits) {
        Credentials credentials = options.sendsCredentials() ? found() : NoCredentials.getInstance();
        ApacheHttpTransport transport = new ApacheHttpTransport(ApacheHttpTransport.newDefaultHttpClientBuilder()
                .setConnectionManager(WholeAnswers.connections(MAX_CONNECTIONS))
                .build());
        HttpStorageOptions.Builder shared = StorageOptions.http()
                .setCredentials(credentials)
                .setProjectId(NO_PROJECT)
                .setTransportOptions(HttpTransportOptions.newBuilder()
                        .setHttpTransportFactory(() -> transport)
                        .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                        .setReadTimeout((int) limits.silence().toMillis())
                        .build())
                .setRetrySettings(retries(limits));
        if (options.endpoint() != null) {
            shared.setHost(options.endpoint().toString());
        }
        Storage repeating =
                shared.setStorageRetryStrategy(Again.ON_ANY_FAULT).build().getService();
        Storage single =
                shared.setStorageRetryStrategy(Again.ONLY_WHEN_BUSY).build().getService();
        Storage reading = shared.setStorageRetryStrategy(Again.NEVER).build().getService();
        return new GcsClients(repeating, single, reading, retries(limits), transport);
    }

    /** Does it until it succeeds, as often and after the same faults as {@link #repeating} asks. */
    void again(Callable<Boolean> what) throws IOException {
        try {
            RetryHelper.runWithRetries(
                    what, retries, Again.ON_ANY_FAULT.getIdempotentHandler(), NanoClock.getDefaultClock());
        } catch (RetryHelper.RetryHelperException e) {
            Throwable fault = e.getCause();
            throw fault instanceof IOException known ? known : new IOException(fault);
        }
    }

    private static Credentials found() {
        try {
            return GoogleCredentials.getApplicationDefault();
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.DENIED,
                    "No credentials for Google Cloud Storage were found: set GOOGLE_APPLICATION_CREDENTIALS, log in with"
                            + " gcloud auth application-default login, or give the machine a service account",
                    e);
        }
    }

    private static RetrySettings retries(Limits limits) {
        return RetrySettings.newBuilder()
                .setMaxAttempts(ATTEMPTS)
                .setInitialRetryDelayDuration(limits.firstDelay())
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(Duration.ofSeconds(10))
                .setTotalTimeoutDuration(CALL_TIMEOUT)
                .build();
    }

    /** When a client asks again; it does not matter for which of them the vendor thinks it harmless. */
    private enum Again implements StorageRetryStrategy {
        ON_ANY_FAULT {
            @Override
            boolean after(Throwable fault) {
                return GcsFaults.isPassing(fault);
            }
        },
        NEVER {
            @Override
            boolean after(Throwable fault) {
                return false;
            }
        },
        ONLY_WHEN_BUSY {
            @Override
            boolean after(Throwable fault) {
                return GcsFaults.isTooBusy(fault);
            }
        };

        abstract boolean after(Throwable fault);

        @Override
        public ResultRetryAlgorithm<?> getIdempotentHandler() {
            return new BasicResultRetryAlgorithm<Object>() {
                @Override
                public boolean shouldRetry(Throwable fault, Object answer) {
                    return fault != null && after(fault);
                }
            };
        }

        @Override
        public ResultRetryAlgorithm<?> getNonidempotentHandler() {
            return getIdempotentHandler();
        }
    }

    @Override
    public void close() {
        try {
            transport.shutdown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
