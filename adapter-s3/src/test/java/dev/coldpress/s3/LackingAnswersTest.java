package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.s3.WireProxy.Request;
import dev.coldpress.testkit.contract.StoreUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that arrive as the server sent them, and lack what belongs to them. */
class LackingAnswersTest extends ThroughTheWire {

    private static final String NO_BODY = "(?s)<.*";

    private int calls;

    private String outcome(StoreCall call, Request request, String lacking) {
        try (S3ObjectStore direct = openDirect()) {
            wire.reset();
            StoreCall.Call prepared =
                    call.prepare(new Ground(store, new StoreUnderTest(direct), "d" + calls++, S3Upload.MIN_PART_BYTES));
            wire.lack(request, lacking);
            return StoreCall.outcomeOf(prepared);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, HEAD, (?i)etag:.*",
        "HEAD, HEAD, (?i)last-modified:.*",
        "HEAD, HEAD, (?i)content-range:.*",
        "GET, GET, (?i)etag:.*",
        "GET, GET, (?i)last-modified:.*",
        "READ, GET, (?i)etag:.*",
        "READ, GET, (?i)last-modified:.*",
        "READ, GET, (?i)content-range:.*",
        "CREATE, PUT, (?i)etag:.*",
        "CREATE, PUT, (?i)content-length:.*",
        "REPLACE, PUT, (?i)etag:.*",
        "PUT, PUT, (?i)etag:.*",
        "LIST, LIST, <IsTruncated>.*</IsTruncated>",
        "LIST, LIST, <Key>.*?</Key>",
        "LIST, LIST, <ETag>.*?</ETag>",
        "LIST, LIST, <Size>.*?</Size>",
        "LIST, LIST, <LastModified>.*?</LastModified>",
        "LIST_OF_DIRECTORIES, LIST, (?<=<CommonPrefixes>)<Prefix>.*?</Prefix>",
        "DELETE_OF_SEVERAL, LIST, <IsTruncated>.*</IsTruncated>",
        "DELETE_OF_SEVERAL, LIST, <ETag>.*?</ETag>",
        "DELETE_OF_SEVERAL, DELETE_BATCH, <Deleted>.*</Deleted>",
        "DELETE_OF_SEVERAL, DELETE_BATCH, <Key>.*?</Key>",
        "DELETE_OF_ONE, HEAD, (?i)etag:.*",
        "DELETE_OF_ONE, DELETE_BATCH, <Deleted>.*</Deleted>",
        "STAGE, CREATE_UPLOAD, <UploadId>.*</UploadId>",
        "WRITE, PART, (?i)etag:.*",
        "COPY, PART_COPY, <ETag>.*</ETag>",
        "ABORT, LIST_PARTS, <IsTruncated>.*</IsTruncated>",
        "STAGED, LIST_UPLOADS, <IsTruncated>.*</IsTruncated>",
        "STAGED, LIST_UPLOADS, <UploadId>.*?</UploadId>",
        "STAGED, LIST_UPLOADS, <Key>.*?</Key>",
        "STAGED, LIST_UPLOADS, <Initiated>.*?</Initiated>"
    })
    void anAnswerThatLacksSomethingIsUnknown(StoreCall call, Request request, String lacking) {
        assertThat(outcome(call, request, lacking)).isEqualTo(StoreCall.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "LIST, LIST",
        "LIST_OF_DIRECTORIES, LIST",
        "LIST_OF_NOTHING, LIST",
        "DELETE_OF_ONE, DELETE_BATCH",
        "DELETE_OF_SEVERAL, LIST",
        "DELETE_OF_SEVERAL, DELETE_BATCH",
        "STAGE, CREATE_UPLOAD",
        "COPY, PART_COPY",
        "ABORT, LIST_PARTS",
        "STAGED, LIST_UPLOADS"
    })
    void anAnswerWithoutABodyIsUnknown(StoreCall call, Request request) {
        assertThat(outcome(call, request, NO_BODY)).isEqualTo(StoreCall.UNKNOWN);
    }

    /** As where something in between has cut the body, and told the length of what was left. */
    @ParameterizedTest
    @CsvSource({
        "LIST, LIST, (?s)</ListBucketResult>.*",
        "LIST, LIST, (?s)</Size>.*",
        "LIST_OF_NOTHING, LIST, (?s)</ListBucketResult>.*",
        "GET_OF_NOTHING, GET, (?s)</Code>.*",
        "HEAD_OF_NOTHING, HEAD, (?s)</Code>.*",
        "DELETE_OF_SEVERAL, DELETE_BATCH, (?s)</DeleteResult>.*",
        "STAGE, CREATE_UPLOAD, (?s)</UploadId>.*",
        "COPY, PART_COPY, (?s)</ETag>.*",
        "PUBLISH, COMPLETE, (?s)</ETag>.*",
        "ABORT, LIST_PARTS, (?s)</ListPartsResult>.*",
        "ABORT_OF_WHAT_WAS_ABORTED, ABORT, (?s)</Code>.*",
        "STAGED, LIST_UPLOADS, (?s)</ListMultipartUploadsResult>.*"
    })
    void anAnswerThatBreaksOffInItsBodyAloneIsUnknown(StoreCall call, Request request, String rest) {
        assertThat(outcome(call, request, rest)).isEqualTo(StoreCall.UNKNOWN);
    }

    /** As a server in between answers that does not find the store. */
    @ParameterizedTest
    @CsvSource({
        "HEAD_OF_NOTHING, HEAD",
        "GET_OF_NOTHING, GET",
        "READ_OF_NOTHING, GET",
        "DELETE_OF_NOTHING, HEAD",
        "ABORT_OF_WHAT_WAS_ABORTED, ABORT"
    })
    void aNotFoundThatDoesNotSayWhatIsUnknown(StoreCall call, Request request) {
        assertThat(outcome(call, request, "<Code>.*</Code>")).isEqualTo(StoreCall.UNKNOWN);
        assertThat(outcome(call, request, NO_BODY)).isEqualTo(StoreCall.UNKNOWN);
    }

    /** Ceph's answer may have none. What was published is then known by its place and size. */
    @Test
    void aCompletionNeedsNoETag() {
        assertThat(outcome(StoreCall.PUBLISH, Request.COMPLETE, "<ETag>.*</ETag>"))
                .isEqualTo(StoreCall.TRUTH);
    }

    /** Some stores leave them out; then an ETag that breaks off looks like another one. */
    @ParameterizedTest
    @CsvSource({"CREATE, PUT", "PUT, PUT"})
    void anETagNeedsNoQuotationMarks(StoreCall call, Request request) {
        assertThat(outcome(call, request, "\"")).isEqualTo(StoreCall.TRUTH);
    }
}
