package dev.coldpress.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.testkit.contract.ObjectStoreContract;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract against a bucket that is named: {@code COLDPRESS_TEST_GCS_ROOT=gs://bucket/prefix}, with the application
 * default credentials. Each test writes below a prefix of its own and clears it away.
 */
@EnabledIfEnvironmentVariable(
        named = GcsBucketContractTest.ROOT,
        matches = "gs://.+",
        disabledReason = "No bucket is named to test with: set COLDPRESS_TEST_GCS_ROOT=gs://bucket/prefix")
class GcsBucketContractTest extends ObjectStoreContract {

    static final String ROOT = "COLDPRESS_TEST_GCS_ROOT";

    private URI root = URI.create("gs://bucket/unset");

    private ObjectStore open() {
        String endpoint = System.getenv("COMPACTION_GCS_ENDPOINT");
        boolean isNamed = endpoint != null && !endpoint.isEmpty();
        return GcsObjectStore.open(root, isNamed ? GcsOptions.at(URI.create(endpoint)) : GcsOptions.google());
    }

    @Override
    protected ObjectStore openEmpty() {
        root = URI.create(System.getenv(ROOT).replaceFirst("/$", "") + "/" + UUID.randomUUID());
        return open();
    }

    @Override
    protected ObjectStore openAgain() {
        return open();
    }

    @Override
    public int raceRounds() {
        return 3;
    }

    @AfterEach
    void clearAway() {
        try (ObjectStore store = open()) {
            store.staged(KeyPrefix.ROOT, found -> store.abort(found.key(), found.token()));
            ListPage page;
            do {
                page = store.list(ListRequest.tree(KeyPrefix.ROOT));
                assertThat(store.delete(
                                page.objects().stream().map(ListedObject::ref).toList()))
                        .allMatch(DeleteResult::isAnswered);
            } while (page.next() != null);
        }
    }

    @Test
    void theCapabilitiesArePrinted() {
        System.out.println("Declared: " + store().capabilities());
        assertThat(store().capabilities().uniqueVersions()).isTrue();
    }
}
