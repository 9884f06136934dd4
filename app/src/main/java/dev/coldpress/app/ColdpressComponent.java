package dev.coldpress.app;

import dagger.Component;
import dev.coldpress.app.lake.Application;
import dev.coldpress.localfs.LocalFileSystemModule;
import dev.coldpress.parquet.ParquetModule;

/**
 * The command with every adapter that this build has. {@code S3Stores} and {@code GcsStores} lie in folders of their
 * own beside this one's, with the adapter's module or without it; the build takes one of each.
 */
@Component(
        modules = {StoresModule.class, LocalFileSystemModule.class, S3Stores.class, GcsStores.class, ParquetModule.class
        })
interface ColdpressComponent extends Application {}
