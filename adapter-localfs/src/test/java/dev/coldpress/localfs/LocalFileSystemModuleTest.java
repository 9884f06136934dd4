package dev.coldpress.localfs;

import static org.assertj.core.api.Assertions.assertThat;

import dagger.Component;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectStoreFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileSystemModuleTest {

    @TempDir
    private Path root;

    @Component(modules = LocalFileSystemModule.class)
    interface Stores {
        Map<String, ObjectStoreFactory> byScheme();
    }

    @Test
    void aDaggerApplicationFindsTheStoreByItsScheme() throws IOException {
        Files.writeString(root.resolve("x"), "12345");
        ObjectStoreFactory factory =
                DaggerLocalFileSystemModuleTest_Stores.create().byScheme().get("file");

        assertThat(factory).isNotNull();
        try (ObjectStore store = factory.open(root.toUri(), Map.of())) {
            assertThat(store.head(ObjectKey.of("x"))).isPresent();
        }
    }
}
