package dev.coldpress.app;

import dagger.Module;
import dagger.multibindings.Multibinds;
import dev.coldpress.port.ObjectStoreFactory;
import java.util.Map;

/** Declares the map of stores, which is empty when no adapter is there. */
@Module
interface StoresModule {

    @Multibinds
    Map<String, ObjectStoreFactory> stores();
}
