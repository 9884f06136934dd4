package dev.coldpress.app;

import dagger.Module;

/** In a build that leaves the adapter of this store out. */
@Module
interface S3Stores {}
