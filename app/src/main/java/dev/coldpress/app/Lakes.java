package dev.coldpress.app;

import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectStoreFactory;
import dev.coldpress.port.StoreException;
import jakarta.inject.Provider;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Opens lakes by the scheme of their URI. */
final class Lakes {

    private final Application application;
    private final Shell shell;

    Lakes(Application application, Shell shell) {
        this.application = application;
        this.shell = shell;
    }

    /** @throws SettingsException if there is no such store */
    Lake open(ChosenSettings settings) {
        URI root = settings.root();
        return new Lake(root, openStore(root, settings), application.codec(), settings.compaction(), shell.clock());
    }

    /** As {@link #open}, for a root that is not in the settings. */
    Lake open(URI root, ChosenSettings settings) {
        return new Lake(root, openStore(root, settings), application.codec(), settings.compaction(), shell.clock());
    }

    private ObjectStore openStore(URI root, ChosenSettings settings) {
        try {
            String scheme = Objects.requireNonNullElse(root.getScheme(), "").toLowerCase(Locale.ROOT);
            return factory(scheme).open(root, settings.storeOptions(scheme));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of("root = '" + root + "': " + e.getMessage() + ". Nothing was done."));
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.DENIED) {
                throw e;
            }
            throw new SettingsException(List.of("root = '" + root + "': " + e.getMessage()
                    + ". Give the root of an existing lake that this user may read. Nothing was done."));
        }
    }

    private ObjectStoreFactory factory(String scheme) {
        @Nullable Provider<ObjectStoreFactory> factory = application.stores().get(scheme);
        if (factory == null) {
            throw new IllegalArgumentException("there is no store for '" + scheme + ":'; this build has "
                    + new TreeSet<>(application.stores().keySet()));
        }
        return factory.get();
    }
}
