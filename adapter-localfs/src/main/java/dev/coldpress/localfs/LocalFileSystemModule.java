package dev.coldpress.localfs;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoMap;
import dagger.multibindings.StringKey;
import dev.coldpress.port.ObjectStoreFactory;

/**
 * Adds {@link LocalFileSystemStore} to a Dagger application's map of stores, under the scheme {@code file}; it has no
 * options.
 */
@Module
public interface LocalFileSystemModule {

    @Provides
    @IntoMap
    @StringKey("file")
    static ObjectStoreFactory localFileSystem() {
        return (root, options) -> {
            if (!options.isEmpty()) {
                throw new IllegalArgumentException("A lake on files has no options, such as " + options.keySet());
            }
            return LocalFileSystemStore.open(root);
        };
    }
}
