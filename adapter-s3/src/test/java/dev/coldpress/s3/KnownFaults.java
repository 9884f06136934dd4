package dev.coldpress.s3;

import dev.coldpress.port.StoreCapabilities;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What servers get wrong that are tried as they come: their tests are left out, each with its reason. The server is
 * named by {@value #SERVER}; nothing is left out for any other. {@value #ALL}{@code =true} leaves nothing out, to see
 * what has become right.
 */
final class KnownFaults implements ExecutionCondition {

    static final String SERVER = "COLDPRESS_TEST_S3_SERVER";

    private static final String ALL = "COLDPRESS_TEST_S3_ALL";

    private static final String UTF_16 = "it lists in the order of UTF-16, S3 in that of UTF-8";
    private static final String PAGES = "with a delimiter it returns more entries than max-keys";
    private static final String IF_MATCH_RACE = "If-Match is judged in one step and written in another";
    private static final String CREATE_RACE = "If-None-Match is judged in one step and written in another";

    private static final String ENCODED = "it lists uploads with encoded keys, and does not say so";
    private static final String UNCONDITIONAL = "it completes uploads whatever If-None-Match says";

    private static final Map<String, Map<String, String>> FAULTS = Map.of(
            "s3mock",
            Map.ofEntries(
                    Map.entry("aPageHoldsAsManyEntriesAsThereAreAndAreAskedFor", PAGES),
                    Map.entry("aPrefixAtOrBeforeTheStartIsNotListedEvenIfKeysBelowItComeLater", PAGES),
                    Map.entry("aLevelIsTheSameInPagesOfAnySize", PAGES),
                    Map.entry("onlyWhatComesAfterTheStartIsListedWhetherTheStartExistsOrNot", UTF_16),
                    Map.entry("aListingOfTheWholeTreeIsTheSameInPagesOfAnySize", UTF_16),
                    Map.entry("keysAreListedInTheOrderOfTheirUtf8Bytes", UTF_16),
                    Map.entry("noIncrementOfACounterIsLost", IF_MATCH_RACE),
                    Map.entry("ofManyWhoReplaceTheSameVersionExactlyOneWins", IF_MATCH_RACE),
                    Map.entry("ofManyWhoCreateExactlyOneWins", CREATE_RACE),
                    Map.entry("ofManyPublishesForOneKeyExactlyOneWins", CREATE_RACE),
                    Map.entry(
                            "aReaderSeesOneWriteOrAnotherAndNeverAMixture",
                            "a read meets a write that is not finished"),
                    Map.entry(
                            "aReaderSeesAPublishedObjectWholeOrNotAtAll", "a read meets a write that is not finished"),
                    Map.entry(
                            "afterAnAnsweredAbortTheHeadIsFinalAlsoWhileAPublishIsUnderWay",
                            "an abort and a completion at once both say yes, and the object is gone"),
                    Map.entry(
                            "anAbortEndsOneUploadAndNoOther", "an abort takes the parts of another upload of the key")),
            "s3proxy-plain",
            Map.of(
                    "onlyWhatComesAfterTheStartIsListedWhetherTheStartExistsOrNot",
                    UTF_16,
                    "aListingOfTheWholeTreeIsTheSameInPagesOfAnySize",
                    UTF_16,
                    "keysAreListedInTheOrderOfTheirUtf8Bytes",
                    UTF_16,
                    "noIncrementOfACounterIsLost",
                    IF_MATCH_RACE,
                    "ofManyWhoReplaceTheSameVersionExactlyOneWins",
                    IF_MATCH_RACE,
                    "afterAnAnsweredAbortTheHeadIsFinalAlsoWhileAPublishIsUnderWay",
                    "it can complete an upload whose abort it has answered"),
            "rgw",
            Map.of(
                    "uploadsAreFoundUntilTheyArePublishedOrAborted", ENCODED,
                    "anUploadThatIsFoundCanBeAborted", ENCODED,
                    "ofTwoUploadsForOneKeyTheFirstToBePublishedWins", UNCONDITIONAL,
                    "aPublishNeverOverwrites", UNCONDITIONAL,
                    "ofManyPublishesForOneKeyExactlyOneWins", UNCONDITIONAL));

    /** What the server that is named can do, as far as it is declared. */
    static StoreCapabilities capabilities(StoreCapabilities usual) {
        boolean replaces = usual.replaceIfVersion() && !"rgw".equals(System.getenv(SERVER));
        return new StoreCapabilities(
                usual.createIfAbsent(),
                replaces,
                usual.deleteIfVersion(),
                usual.stagedUploads(),
                usual.uniqueVersions(),
                usual.serverSideCopy());
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String server = Objects.requireNonNullElse(System.getenv(SERVER), "");
        boolean all = "true".equals(System.getenv(ALL));
        String fault = all
                ? null
                : context.getTestMethod()
                        .map(method -> FAULTS.getOrDefault(server, Map.of()).get(method.getName()))
                        .orElse(null);
        return fault == null
                ? ConditionEvaluationResult.enabled("no known fault")
                : ConditionEvaluationResult.disabled(server + ": " + fault);
    }
}
