package dev.coldpress.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.storage.StorageException;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreException.Kind;
import dev.coldpress.port.WriteResult;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer of the service is called. */
class GcsFaultsTest {

    private static StorageException fault(int status) {
        return new StorageException(status, "said the service");
    }

    @ParameterizedTest
    @CsvSource({
        "401, DENIED",
        "403, DENIED",
        "404, UNAVAILABLE",
        "408, UNAVAILABLE",
        "412, UNAVAILABLE",
        "429, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "501, UNSUPPORTED",
        "400, UNSUPPORTED",
        "413, UNSUPPORTED"
    })
    void eachAnswerHasItsKind(int status, Kind kind) {
        StoreException translated = GcsFaults.translate("read", "a/x", fault(status));
        assertThat(translated.kind()).isEqualTo(kind);
        assertThat(translated).hasMessageStartingWith("read of a/x: ").hasMessageContaining("said the service");
    }

    @Test
    void aBucketThatIsNotThereIsDenied() {
        StorageException fault = new StorageException(404, "The specified bucket does not exist.");
        assertThat(GcsFaults.translate("list", "a/", fault).kind()).isEqualTo(Kind.DENIED);
        assertThat(GcsFaults.isNoObject(fault)).isFalse();
        assertThat(GcsFaults.isNoObject(fault(404))).isTrue();
    }

    @Test
    void anAnswerIsFoundInsideOfOtherExceptions() {
        IOException wrapped = new IOException("while reading", fault(412));
        assertThat(GcsFaults.isCondition(wrapped)).isTrue();
        assertThat(GcsFaults.isPassing(wrapped)).isFalse();
    }

    @Test
    void onlyALostConnectionIsAskedAgainOfWhatHasNoAnswer() {
        assertThat(GcsFaults.isPassing(new StorageException(new SocketTimeoutException("silence"))))
                .isTrue();
        assertThat(GcsFaults.isPassing(new IllegalArgumentException("a mistake")))
                .isFalse();
        assertThat(GcsFaults.translate("read", "a/x", new StorageException(new IOException("reset")))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    /** For the vendor's client that is a mistake of its caller's, and not of the connection. */
    @Test
    void anAnswerThatNobodyUnderstandsIsUnavailable() {
        StorageException fault = new StorageException(0, "no JSON input found", new IllegalArgumentException());
        assertThat(GcsFaults.translate("head", "a/x", fault).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(GcsFaults.writeResult("put", "a/x", fault)).isInstanceOf(WriteResult.Unknown.class);
        assertThat(GcsFaults.deleteResult("a/x", fault).outcome()).isEqualTo(DeleteResult.Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"412, true", "404, true", "403, true", "400, true", "408, false", "500, false", "503, false"})
    void aPublishIsRefusedOrUnknown(int status, boolean isRefused) {
        assertThat(GcsFaults.publishResult("a/x", fault(status)) instanceof PublishResult.Refused)
                .isEqualTo(isRefused);
    }

    @Test
    void aWriteIsAConflictOrUnknown() {
        assertThat(GcsFaults.writeResult("put", "a/x", fault(412))).isInstanceOf(WriteResult.Conflict.class);
        assertThat(GcsFaults.writeResult("put", "a/x", fault(503))).isInstanceOf(WriteResult.Unknown.class);
        assertThat(GcsFaults.writeResult("put", "a/x", new StorageException(new IOException("reset"))))
                .isInstanceOf(WriteResult.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"412, OTHER_VERSION", "404, NOT_FOUND", "403, DENIED", "500, UNKNOWN", "429, UNKNOWN"})
    void eachObjectOfABatchHasItsAnswer(int status, DeleteResult.Outcome outcome) {
        assertThat(GcsFaults.deleteResult("a/x", fault(status)).outcome()).isEqualTo(outcome);
    }
}
