package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What each answer of a store is called. */
class S3FaultsTest {

    private static AwsServiceException fault(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("said the store")
                        .build())
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, DENIED",
        "403, SignatureDoesNotMatch, DENIED",
        "403, RequestTimeTooSkewed, DENIED",
        "400, ExpiredToken, DENIED",
        "404, NoSuchBucket, DENIED",
        "301, PermanentRedirect, DENIED",
        "500, InternalError, UNAVAILABLE",
        "200, InternalError, UNAVAILABLE",
        "503, SlowDown, UNAVAILABLE",
        "429, TooManyRequests, UNAVAILABLE",
        "400, RequestTimeout, UNAVAILABLE",
        "404, NoSuchUpload, UNAVAILABLE",
        "404, '', UNAVAILABLE",
        "507, InsufficientStorage, NO_SPACE",
        "403, QuotaExceeded, DENIED",
        "507, XMinioStorageFull, NO_SPACE",
        "501, NotImplemented, UNSUPPORTED",
        "400, EntityTooLarge, UNSUPPORTED"
    })
    void eachAnswerHasItsKind(int status, String code, Kind kind) {
        StoreException translated = S3Faults.translate("read", "a/x", fault(status, code));
        assertThat(translated.kind()).isEqualTo(kind);
        assertThat(translated).hasMessageStartingWith("read of a/x: ").hasMessageContaining("said the store");
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, true, true",
        "404, NoSuchUpload, false, true",
        "404, NoSuchBucket, false, false",
        "404, '', false, false",
        "403, AccessDenied, false, false"
    })
    void whatIsNotThereIsSaidByItsName(int status, String code, boolean isNoObject, boolean isNoUploadAnyMore) {
        assertThat(S3Faults.isNoObject(fault(status, code))).isEqualTo(isNoObject);
        assertThat(S3Faults.isNoUploadAnyMore(fault(status, code))).isEqualTo(isNoUploadAnyMore);
    }

    @Test
    void aLostConnectionIsUnavailableAndMissingCredentialsAreDenied() {
        assertThat(S3Faults.translate("read", "a/x", SdkClientException.create("reset"))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
        SdkClientException credentials =
                SdkClientException.create("Unable to load credentials from any of the providers");
        assertThat(S3Faults.translate("read", "a/x", credentials).kind()).isEqualTo(Kind.DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "412, PreconditionFailed, true",
        "200, PreconditionFailed, true",
        "409, ConditionalRequestConflict, true",
        "404, NoSuchUpload, true",
        "400, InvalidPart, true",
        "403, AccessDenied, true",
        "200, InternalError, false",
        "500, InternalError, false",
        "503, SlowDown, false"
    })
    void aCompletionIsRefusedOrUnknown(int status, String code, boolean isRefused) {
        assertThat(S3Faults.publishResult("a/x", fault(status, code)) instanceof PublishResult.Refused)
                .isEqualTo(isRefused);
    }

    @ParameterizedTest
    @CsvSource({
        "PreconditionFailed, OTHER_VERSION",
        "NoSuchKey, NOT_FOUND",
        "AccessDenied, DENIED",
        "InternalError, UNKNOWN",
        "ConditionalRequestConflict, UNKNOWN"
    })
    void eachObjectOfABatchHasItsAnswer(String code, DeleteResult.Outcome outcome) {
        S3Error error = S3Error.builder()
                .key("a/x")
                .code(code)
                .message("said the store")
                .build();
        assertThat(S3Faults.deleteResult(error).outcome()).isEqualTo(outcome);
    }
}
