package dev.coldpress.app;

import dagger.Component;

/** The command with every adapter that this build has. Leaving a store out means to leave its module out here. */
@Component(modules = {StoresModule.class, TemporaryModule.class})
interface ColdpressComponent extends Application {}
