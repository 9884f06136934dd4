package dev.coldpress.app;

import dagger.Module;
import dev.coldpress.gcs.GcsModule;

/** In a build with the adapter of this store. */
@Module(includes = GcsModule.class)
interface GcsStores {}
