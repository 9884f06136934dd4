package dev.coldpress.app;

import dagger.Module;
import dev.coldpress.s3.S3Module;

/** In a build with the adapter of this store. */
@Module(includes = S3Module.class)
interface S3Stores {}
