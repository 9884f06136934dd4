package dev.coldpress.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Lets no answer pass that is not whole: it counts as a broken connection. The vendor's client is content with less. It
 * takes a head that breaks off for a whole one, a body that should follow it for an empty one, and leaves null what an
 * answer lacks.
 *
 * <ul>
 *   <li>The head of every answer tells how long the body is, or that it comes in chunks, which RFC 9112 leaves open;
 *       only so it is seen whether the body is whole.
 *   <li>The body is here before anything is made of it. The content of an object is read by whoever asked for it.
 *   <li>What the protocol's reference calls part of each answer, and what something hangs on, is there.
 * </ul>
 *
 * <p>What remains is a head that breaks off within a value, where no body follows it. Of numbers nobody asks for such a
 * head ({@link S3Objects#head} reads a byte), a time does not end in its middle, and an ETag ends with its quotation
 * mark.
 */
final class WholeAnswers implements ExecutionInterceptor {

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse head = context.httpResponse();
        Optional<InputStream> body = context.responseBody();
        try {
            requireLength(head);
            boolean isContent = context.request() instanceof GetObjectRequest && head.isSuccessful();
            return isContent || body.isEmpty() ? body : Optional.of(whole(body.get()));
        } catch (RetryableException e) {
            body.ifPresent(WholeAnswers::giveUp);
            throw e;
        }
    }

    private static void requireLength(SdkHttpResponse head) {
        int status = head.statusCode();
        boolean hasLength = status == NO_CONTENT
                || status == NOT_MODIFIED
                || head.firstMatchingHeader("Content-Length").isPresent()
                || head.firstMatchingHeader("Transfer-Encoding").isPresent();
        if (!hasLength) {
            throw broken("its head, of status " + status + ", does not tell how long it is", null);
        }
    }

    private static InputStream whole(InputStream body) {
        try (body) {
            return new ByteArrayInputStream(body.readAllBytes());
        } catch (IOException e) {
            throw broken(e.getMessage(), e);
        }
    }

    /** Without reading what may never come. */
    private static void giveUp(InputStream body) {
        if (body instanceof Abortable connection) {
            connection.abort();
        }
    }

    static RetryableException broken(@Nullable String why, @Nullable Throwable cause) {
        return RetryableException.create("the store's answer is not whole: " + why, cause);
    }

    @Override
    public void afterUnmarshalling(Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
        SdkResponse answer = context.response();
        boolean isWhole = true;
        if (answer instanceof ListObjectsV2Response listing) {
            isWhole = isWhole(listing);
        } else if (answer instanceof ListMultipartUploadsResponse listing) {
            isWhole = isWhole(listing);
        } else if (answer instanceof ListPartsResponse listing) {
            isWhole = listing.isTruncated() != null && listing.uploadId() != null;
        } else if (answer instanceof GetObjectResponse object) {
            isWhole = object.contentLength() != null && object.lastModified() != null && isWhole(object.eTag());
        } else if (answer instanceof PutObjectResponse written) {
            isWhole = isWhole(written.eTag());
        } else if (answer instanceof CreateMultipartUploadResponse begun) {
            isWhole = begun.uploadId() != null && !begun.uploadId().isEmpty();
        } else if (answer instanceof UploadPartResponse part) {
            isWhole = isWhole(part.eTag());
        } else if (answer instanceof UploadPartCopyResponse copy) {
            CopyPartResult part = copy.copyPartResult();
            isWhole = part != null && isWhole(part.eTag());
        }
        if (!isWhole) {
            throw broken("a " + answer.getClass().getSimpleName() + " that lacks some of what belongs to it", null);
        }
    }

    private static boolean isWhole(ListObjectsV2Response listing) {
        List<Function<S3Object, @Nullable Object>> parts =
                List.of(S3Object::key, S3Object::eTag, S3Object::lastModified, S3Object::size);
        return listing.isTruncated() != null
                && listing.contents().stream()
                        .allMatch(object ->
                                parts.stream().map(part -> part.apply(object)).allMatch(Objects::nonNull))
                && listing.commonPrefixes().stream().map(CommonPrefix::prefix).allMatch(Objects::nonNull);
    }

    private static boolean isWhole(ListMultipartUploadsResponse listing) {
        List<Function<MultipartUpload, @Nullable Object>> parts =
                List.of(MultipartUpload::key, MultipartUpload::uploadId, MultipartUpload::initiated);
        return listing.isTruncated() != null
                && (!listing.isTruncated() || listing.nextKeyMarker() != null)
                && listing.uploads().stream()
                        .allMatch(upload ->
                                parts.stream().map(part -> part.apply(upload)).allMatch(Objects::nonNull));
    }

    /** An ETag begins and ends with a quotation mark. Some stores leave out both. */
    private static boolean isWhole(@Nullable String eTag) {
        return eTag != null && !eTag.isEmpty() && S3Version.isQuoted(eTag) == (eTag.charAt(0) == '"');
    }
}
