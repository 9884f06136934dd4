package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dagger.Component;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectStoreFactory;
import dev.coldpress.port.StoreException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3ModuleTest {

    @Component(modules = S3Module.class)
    interface Stores {
        Map<String, ObjectStoreFactory> byScheme();
    }

    @Test
    void aDaggerApplicationFindsTheStoreByItsScheme() {
        ObjectStoreFactory factory =
                DaggerS3ModuleTest_Stores.create().byScheme().get("s3");
        assertThat(factory).isNotNull();
        try (S3Server server = S3Server.start();
                ObjectStore store = factory.open(server.emptyRoot(), options(server))) {
            assertThat(store.list(ListRequest.level(KeyPrefix.ROOT)).isEmpty()).isTrue();
        }
    }

    @Test
    void aBucketThatIsNotThereIsToldWhenItIsOpened() {
        try (S3Server server = S3Server.start()) {
            S3Options options = S3Options.parse(options(server));
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> S3ObjectStore.open(URI.create("s3://no-such-bucket/x"), options))
                    .withMessageContaining("there is no such bucket")
                    .extracting(StoreException::kind)
                    .isEqualTo(StoreException.Kind.DENIED);
        }
    }

    @Test
    void wrongCredentialsAreToldWhenTheStoreIsOpened() {
        try (S3Server server = S3Server.start()) {
            URI root = server.emptyRoot();
            System.setProperty("aws.secretAccessKey", "another");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> S3ObjectStore.open(root, S3Options.parse(options(server))))
                    .withMessageContaining("the credentials are wrong")
                    .extracting(StoreException::kind)
                    .isEqualTo(StoreException.Kind.DENIED);
        } finally {
            System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        }
    }

    private static Map<String, String> options(S3Server server) {
        return Map.of("endpoint", server.endpoint().toString());
    }
}
