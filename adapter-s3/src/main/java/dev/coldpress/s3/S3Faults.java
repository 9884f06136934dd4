package dev.coldpress.s3;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreException.Kind;
import dev.coldpress.port.WriteResult;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * The one place where faults of the SDK become faults of a store. The code of an answer counts before its status: a
 * completion can fail with a code in an answer whose status is 200.
 */
final class S3Faults {

    /** The SDK tells of each place where it looked; that is in the cause. */
    private static final String NO_CREDENTIALS =
            "no credentials were found; log in or set AWS_PROFILE, set AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY, or give this machine a role";

    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccountProblem",
            "AllAccessDisabled",
            "AuthorizationHeaderMalformed",
            "ExpiredToken",
            "InvalidAccessKeyId",
            "InvalidToken",
            "MethodNotAllowed",
            "NoSuchBucket",
            "PermanentRedirect",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch");
    private static final Set<String> BUSY = Set.of("SlowDown", "TooManyRequests", "Throttling", "ThrottlingException");
    private static final Set<String> CONDITION = Set.of("PreconditionFailed", "ConditionalRequestConflict");
    private static final Set<String> BROKEN =
            Set.of("InternalError", "OperationAborted", "ServiceUnavailable", "RequestTimeout");

    private S3Faults() {}

    static StoreException translate(String operation, Object key, SdkException fault) {
        return new StoreException(kind(fault), operation + " of " + key + ": " + text(fault), fault);
    }

    private static Kind kind(SdkException fault) {
        String code = code(fault);
        int status = status(fault);
        if (DENIED.contains(code) || status == 401 || status == 403 || status == 301 || hasNoCredentials(fault)) {
            return Kind.DENIED;
        }
        if (status == 507 || code.contains("Quota") || code.contains("StorageFull")) {
            return Kind.NO_SPACE;
        }
        boolean isTemporary = status == 0
                || (status >= 500 && status != 501)
                || (status == 404 && code.isEmpty())
                || isTooBusy(fault)
                || BROKEN.contains(code);
        return isTemporary || isNoUpload(fault) || isCondition(fault) ? Kind.UNAVAILABLE : Kind.UNSUPPORTED;
    }

    private static String text(SdkException fault) {
        String said = Objects.requireNonNullElse(fault.getMessage(), fault.toString());
        return switch (code(fault)) {
            case "NoSuchBucket" -> "there is no such bucket (" + said + ")";
            case "RequestTimeTooSkewed" -> "this machine's clock is too far from the store's; set it (" + said + ")";
            case "ExpiredToken" -> "the credentials have expired; renew them (" + said + ")";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" -> "the credentials are wrong (" + said + ")";
            case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
                "the bucket is in another region or at another endpoint; name it (" + said + ")";
            case "NoSuchUpload" -> "the upload was aborted or is already complete (" + said + ")";
            default -> hasNoCredentials(fault) ? NO_CREDENTIALS : said;
        };
    }

    private static boolean hasNoCredentials(SdkException fault) {
        return !(fault instanceof SdkServiceException)
                && String.valueOf(fault.getMessage()).contains("Unable to load credentials");
    }

    /** The store's own name of the fault; empty if it gave none, as in the answer to a head. */
    private static String code(SdkException fault) {
        boolean hasDetails = fault instanceof AwsServiceException known && known.awsErrorDetails() != null;
        return hasDetails
                ? Objects.requireNonNullElse(
                        ((AwsServiceException) fault).awsErrorDetails().errorCode(), "")
                : "";
    }

    /** Zero if there was no answer. */
    private static int status(SdkException fault) {
        return fault instanceof SdkServiceException known ? known.statusCode() : 0;
    }

    /** The store declined the request before it did anything. */
    static boolean isTooBusy(SdkException fault) {
        return BUSY.contains(code(fault)) || status(fault) == 429;
    }

    /**
     * A condition of the request did not hold, or could not be judged because of another request at the same moment.
     */
    static boolean isCondition(SdkException fault) {
        return CONDITION.contains(code(fault)) || status(fault) == 412;
    }

    /**
     * No object has the key, and the store has said so by name: a 404 without a name may come from something that
     * stands between.
     */
    static boolean isNoObject(SdkException fault) {
        return status(fault) == 404 && code(fault).equals("NoSuchKey");
    }

    /** Nothing is left of an upload. Ceph has another name for that than NoSuchUpload. */
    static boolean isNoUploadAnyMore(SdkException fault) {
        return isNoUpload(fault) || isNoObject(fault);
    }

    /** An object has no byte at the place that was asked for. */
    static boolean isNoRange(SdkException fault) {
        return status(fault) == 416;
    }

    static boolean isNoUpload(SdkException fault) {
        return code(fault).equals("NoSuchUpload");
    }

    /** The store has answered that it did nothing and will do nothing. */
    static boolean hadNoEffect(SdkException fault) {
        int status = status(fault);
        return (status >= 300 && status < 500) || hasNoCredentials(fault);
    }

    /** What a failed write of a small object means; throws the fault if it surely had no effect. */
    static WriteResult writeResult(String operation, Object key, SdkException fault) {
        StoreException translated = translate(operation, key, fault);
        if (hadNoEffect(fault)) {
            throw translated;
        }
        return new WriteResult.Unknown(translated);
    }

    /** What a failed completion means. */
    static PublishResult publishResult(Object key, SdkException fault) {
        StoreException translated = translate("publish", key, fault);
        return isCondition(fault) || isNoUpload(fault) || hadNoEffect(fault)
                ? new PublishResult.Refused(String.valueOf(translated.getMessage()))
                : new PublishResult.Unknown(translated);
    }

    /** What a fault of a whole batch means for each of its objects. */
    static DeleteResult deleteResult(StoreException fault) {
        String text = String.valueOf(fault.getMessage());
        return fault.kind() == Kind.DENIED ? DeleteResult.denied(text) : DeleteResult.unknown(text);
    }

    /** What the store says of one object of a batch. */
    static DeleteResult deleteResult(S3Error error) {
        String code = Objects.requireNonNullElse(error.code(), "");
        String text = "delete of " + error.key() + ": " + code + " " + error.message();
        return switch (code) {
            case "PreconditionFailed" -> DeleteResult.OTHER_VERSION;
            case "NoSuchKey" -> DeleteResult.NOT_FOUND;
            default -> DENIED.contains(code) ? DeleteResult.denied(text) : DeleteResult.unknown(text);
        };
    }
}
