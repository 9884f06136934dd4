package dev.coldpress.gcs;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoMap;
import dagger.multibindings.StringKey;
import dev.coldpress.port.ObjectStoreFactory;

/** Adds {@link GcsObjectStore} to a Dagger application's map of stores, under the scheme {@code gs}. */
@Module
public interface GcsModule {

    @Provides
    @IntoMap
    @StringKey("gs")
    static ObjectStoreFactory gcs() {
        return (root, options) -> GcsObjectStore.open(root, GcsOptions.parse(options));
    }
}
