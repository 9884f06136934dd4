package dev.coldpress.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.ObjectRef;
import dev.coldpress.s3.Ground;
import dev.coldpress.s3.StoreCall;
import dev.coldpress.s3.WireProxy.Request;
import dev.coldpress.testkit.contract.StoreUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that arrive as the server sent them, and lack what belongs to them. */
class LackingAnswersTest extends ThroughTheWire {

    private static final String GENERATION = "\"generation\":\"\\d+\",?";
    private static final String SIZE = "\"size\":\"\\d+\",?";
    private static final String CREATED = ",\"timeCreated\":\"[^\"]*\"";
    private static final String NAME = "\"name\":\"[^\"]*\",";
    private static final String TYPE = "(?i)content-type:.*";
    private static final String BODY = "(?s)\\{.*|--the-answers.*";

    private int calls;

    private String outcome(StoreCall call, Request request, String lacking) {
        try (GcsObjectStore direct = openDirect()) {
            wire.reset();
            StoreCall.Call prepared = call.prepare(new Ground(store, new StoreUnderTest(direct), "d" + calls++, 10));
            wire.lack(request, lacking);
            return StoreCall.outcomeOf(prepared);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, HEAD, GENERATION",
        "HEAD, HEAD, SIZE",
        "HEAD, HEAD, CREATED",
        "GET, HEAD, GENERATION",
        "GET, HEAD, SIZE",
        "LIST, LIST, GENERATION",
        "LIST, LIST, SIZE",
        "LIST, LIST, CREATED",
        "LIST, LIST, NAME",
        "CREATE, PUT, GENERATION",
        "REPLACE, PUT, GENERATION",
        "PUT, PUT, GENERATION",
        "STAGE, PUT, GENERATION",
        "WRITE, HEAD, GENERATION",
        "WRITE, HEAD, SIZE",
        "COPY, PART_COPY, GENERATION",
        "COPY, PART_COPY, SIZE",
        "PUBLISH, COMPLETE, GENERATION",
        "ABORT, HEAD, GENERATION",
        "STAGED, LIST_UPLOADS, CREATED",
        "STAGED, LIST_UPLOADS, NAME",
        "DELETE_OF_SEVERAL, DELETE_BATCH, TYPE",
        "DELETE_OF_SEVERAL, DELETE_BATCH, BODY",
        "HEAD, HEAD, BODY",
        "LIST, LIST, BODY",
        "LIST_OF_NOTHING, LIST, BODY",
        "CREATE, PUT, BODY",
        "STAGE, PUT, BODY",
        "COPY, PART_COPY, BODY",
        "PUBLISH, COMPLETE, BODY",
        "ABORT, HEAD, BODY",
        "STAGED, LIST_UPLOADS, BODY",
        "READ, GET, LENGTH"
    })
    void anAnswerThatLacksSomethingIsUnknown(StoreCall call, Request request, String what) {
        String lacking = switch (what) {
            case "GENERATION" -> GENERATION;
            case "SIZE" -> SIZE;
            case "CREATED" -> CREATED;
            case "NAME" -> NAME;
            case "TYPE" -> TYPE;
            case "LENGTH" -> "(?i)content-length:.*";
            default -> BODY;
        };
        assertThat(outcome(call, request, lacking)).isEqualTo(StoreCall.UNKNOWN);
    }

    /** The vendor's client, left to itself, asks for ever for content that breaks off before its first byte. */
    @Test
    void contentThatBreaksOffAgainAndAgainIsUnavailableAfterAFewAttempts() {
        ObjectRef object = subject.put("a/x", "12345");
        wire.reset();
        subject.read(object, 0, 5);
        int head = wire.answerTo(wire.passed().get(0)).indexOf("\r\n\r\n") + 4;
        wire.reset();
        wire.cut(passing -> true, head);

        String outcome = StoreCall.outcomeOf(() -> {
            subject.read(object, 0, 5);
            return StoreCall.Told.TRUTH;
        });

        assertThat(outcome).isEqualTo(StoreCall.UNKNOWN);
        assertThat(wire.count(Request.GET)).isEqualTo(GcsClients.ATTEMPTS);
    }
}
