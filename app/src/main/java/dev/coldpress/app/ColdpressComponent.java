package dev.coldpress.app;

import dagger.Component;
import dev.coldpress.gcs.GcsModule;
import dev.coldpress.localfs.LocalFileSystemModule;
import dev.coldpress.parquet.ParquetModule;
import dev.coldpress.s3.S3Module;

/** The command with every adapter that this build has. Leaving a store out means to leave its module out here. */
@Component(
        modules = {StoresModule.class, LocalFileSystemModule.class, S3Module.class, GcsModule.class, ParquetModule.class
        })
interface ColdpressComponent extends Application {}
