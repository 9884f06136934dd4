package dev.coldpress.s3;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoMap;
import dagger.multibindings.StringKey;
import dev.coldpress.port.ObjectStoreFactory;

/** Adds {@link S3ObjectStore} to a Dagger application's map of stores, under the scheme {@code s3}. */
@Module
public interface S3Module {

    @Provides
    @IntoMap
    @StringKey("s3")
    static ObjectStoreFactory s3() {
        return (root, options) -> S3ObjectStore.open(root, S3Options.parse(options));
    }
}
