package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.testkit.contract.ObjectStoreContract;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract against a bucket that is named: {@code COLDPRESS_TEST_S3_ROOT=s3://bucket/prefix}, with the same
 * variables as the command for another store than Amazon's. Each test writes below a prefix of its own and clears it
 * away. On a server that was started for this, whose name is in {@value KnownFaults#SERVER}, the bucket is made first.
 */
@EnabledIfEnvironmentVariable(
        named = S3BucketContractTest.ROOT,
        matches = "s3://.+",
        disabledReason = "No bucket is named to test with: set COLDPRESS_TEST_S3_ROOT=s3://bucket/prefix")
@ExtendWith(KnownFaults.class)
class S3BucketContractTest extends ObjectStoreContract {

    static final String ROOT = "COLDPRESS_TEST_S3_ROOT";

    private static final String SETTING = "COMPACTION_S3_";

    private URI root = URI.create("s3://bucket/unset");

    @BeforeAll
    static void makeBucket() {
        if (System.getenv(KnownFaults.SERVER) != null) {
            S3Root root = S3Root.parse(URI.create(System.getenv(ROOT)));
            try (S3Clients clients = S3Clients.open(options())) {
                clients.single().createBucket(create -> create.bucket(root.bucket()));
            }
        }
    }

    private ObjectStore open() {
        return S3ObjectStore.open(root, options());
    }

    private static S3Options options() {
        Map<String, String> options = new HashMap<>();
        for (String name : List.of("endpoint", "path-style", "region")) {
            String text = System.getenv(
                    SETTING + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
            if (text != null && !text.isEmpty()) {
                options.put(name, text);
            }
        }
        S3Options parsed = S3Options.parse(options);
        return parsed.withCapabilities(KnownFaults.capabilities(parsed.capabilities()));
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
        assertThat(store().capabilities().uniqueVersions()).isFalse();
    }
}
