package dev.coldpress.app.lake;

import dev.coldpress.port.ObjectStoreFactory;
import dev.coldpress.port.parquet.ParquetCodec;
import jakarta.inject.Provider;
import java.util.Map;

/** What the adapters contribute. Dagger implements it; tests may as well. */
public interface Application {

    /** By scheme, in lower case. Only the one that is needed is made, so that no other adapter's classes are loaded. */
    Map<String, Provider<ObjectStoreFactory>> stores();

    ParquetCodec codec();
}
