package dev.coldpress.gcs;

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

class GcsModuleTest {

    @Component(modules = GcsModule.class)
    interface Stores {
        Map<String, ObjectStoreFactory> byScheme();
    }

    @Test
    void aDaggerApplicationFindsTheStoreByItsScheme() {
        ObjectStoreFactory factory =
                DaggerGcsModuleTest_Stores.create().byScheme().get("gs");
        assertThat(factory).isNotNull();
        try (GcsServer server = GcsServer.start();
                ObjectStore store = factory.open(server.emptyRoot(), options(server))) {
            assertThat(store.list(ListRequest.level(KeyPrefix.ROOT)).isEmpty()).isTrue();
        }
    }

    @Test
    void aBucketThatIsNotThereIsToldWhenItIsOpened() {
        try (GcsServer server = GcsServer.start()) {
            GcsOptions options = GcsOptions.parse(options(server));
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> GcsObjectStore.open(URI.create("gs://no-such-bucket/x"), options))
                    .withMessageContaining("there is no such bucket")
                    .extracting(StoreException::kind)
                    .isEqualTo(StoreException.Kind.DENIED);
        }
    }

    private static Map<String, String> options(GcsServer server) {
        return Map.of("endpoint", server.endpoint().toString());
    }
}
