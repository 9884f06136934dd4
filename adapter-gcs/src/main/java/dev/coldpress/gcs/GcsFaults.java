package dev.coldpress.gcs;

import com.google.api.client.http.HttpResponseException;
import com.google.cloud.BaseServiceException;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoreException.Kind;
import dev.coldpress.port.WriteResult;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The one place where faults of the client become faults of a store. They come as exceptions of several types, often
 * one inside of another, of which the first that has the status of an answer counts.
 */
final class GcsFaults {

    /** What the client calls by its name; the number stands in RFC 6585. */
    private static final int TOO_MANY_REQUESTS = 429;

    private GcsFaults() {}

    static StoreException translate(String operation, Object key, Throwable fault) {
        return fault instanceof StoreException known
                ? known
                : new StoreException(kind(fault), operation + " of " + key + ": " + text(fault), fault);
    }

    private static Kind kind(Throwable fault) {
        int status = status(fault);
        if (status == 401 || status == 403 || isNoBucket(fault)) {
            return Kind.DENIED;
        }
        // Without a status there was no answer, or none that the client understands.
        boolean isUnknown = status == 0 || status == 404 || isPassing(fault) || isCondition(fault);
        return isUnknown ? Kind.UNAVAILABLE : Kind.UNSUPPORTED;
    }

    private static String text(Throwable fault) {
        String said = Objects.requireNonNullElse(fault.getMessage(), fault.toString());
        return switch (status(fault)) {
            case 401 -> "the credentials are missing or not accepted (" + said + ")";
            case 404 -> isNoBucket(fault) ? "there is no such bucket (" + said + ")" : said;
            case 412 -> "the object has changed, or the upload was aborted (" + said + ")";
            default -> said;
        };
    }

    /** The status of the answer; zero if there was none. */
    private static int status(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .mapToInt(GcsFaults::ownStatus)
                .filter(status -> status > 0)
                .findFirst()
                .orElse(0);
    }

    private static int ownStatus(Throwable fault) {
        if (fault instanceof BaseServiceException known) {
            return known.getCode();
        }
        return fault instanceof HttpResponseException answer ? answer.getStatusCode() : 0;
    }

    /** The next try may succeed: no answer came, or one of a service that is busy or broken for now. */
    static boolean isPassing(Throwable fault) {
        int status = status(fault);
        return (status == 0 && isOfTheWire(fault))
                || status == 408
                || isTooBusy(fault)
                || (status >= 500 && status != 501);
    }

    private static boolean isOfTheWire(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).anyMatch(IOException.class::isInstance);
    }

    /** The service declined the request before it did anything. */
    static boolean isTooBusy(Throwable fault) {
        return status(fault) == TOO_MANY_REQUESTS;
    }

    /** A generation was not the expected one. */
    static boolean isCondition(Throwable fault) {
        return status(fault) == 412;
    }

    /** No object has the name: 404, but not for want of the bucket. */
    static boolean isNoObject(Throwable fault) {
        return status(fault) == 404 && !isNoBucket(fault);
    }

    /** The answer has no code of its own for this, and says it in words. */
    private static boolean isNoBucket(Throwable fault) {
        return status(fault) == 404 && String.valueOf(fault.getMessage()).contains("bucket does not exist");
    }

    /** The service has answered that it did nothing and will do nothing. */
    static boolean hadNoEffect(Throwable fault) {
        int status = status(fault);
        return status >= 300 && status < 500 && status != 408;
    }

    /** What a failed write of a small object means; throws the fault if it surely had no effect. */
    static WriteResult writeResult(String operation, Object key, Throwable fault) {
        if (isCondition(fault)) {
            return new WriteResult.Conflict();
        }
        StoreException translated = translate(operation, key, fault);
        if (hadNoEffect(fault)) {
            throw translated;
        }
        return new WriteResult.Unknown(translated);
    }

    /** What a failed move of a staged upload to its key means. */
    static PublishResult publishResult(Object key, Throwable fault) {
        StoreException translated = translate("publish", key, fault);
        return hadNoEffect(fault)
                ? new PublishResult.Refused(String.valueOf(translated.getMessage()))
                : new PublishResult.Unknown(translated);
    }

    /** What a failed delete of one object means. */
    static DeleteResult deleteResult(Object key, Throwable fault) {
        if (isCondition(fault)) {
            return DeleteResult.OTHER_VERSION;
        }
        if (isNoObject(fault)) {
            return DeleteResult.NOT_FOUND;
        }
        StoreException translated = translate("delete", key, fault);
        String text = String.valueOf(translated.getMessage());
        return translated.kind() == Kind.DENIED ? DeleteResult.denied(text) : DeleteResult.unknown(text);
    }
}
