package dev.coldpress.app.lake;

import dev.coldpress.app.hook.Hooks;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.app.shell.Shell;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectStoreFactory;
import dev.coldpress.port.StoreException;
import dev.coldpress.settings.CompactionSettings;
import jakarta.inject.Provider;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Opens lakes by the scheme of their URI. */
public final class Lakes {

    private final Application application;
    private final Shell shell;

    public Lakes(Application application, Shell shell) {
        this.application = application;
        this.shell = shell;
    }

    /**
     * Opens the lake that the settings name, with its layout: found out, if they leave that to the lake.
     *
     * @throws SettingsException if there is no such store, or more than one layout or none
     */
    public Lake open(ChosenSettings settings) {
        Lake lake = open(settings.root(), settings);
        try {
            if (settings.value(Settings.LAYOUT).isEmpty()) {
                LakeLayout layout = AutomaticLayout.of(lake);
                shell.err().println("Found --layout " + LayoutAdvice.quoted(layout.toString()));
                lake = lake.withSettings(
                        lake.settings().toBuilder().layout(layout).build());
            }
            Optional<URI> controlRoot = settings.given(Settings.CONTROL_ROOT);
            lake = controlRoot.isPresent() ? below(controlRoot.get(), lake, settings) : lake;
            URI storeRoot = controlRoot.orElse(lake.root());
            return lake.withHooks(Hooks.chosen(settings, lake.root(), lake.store(), storeRoot));
        } catch (RuntimeException e) {
            lake.close();
            throw e;
        }
    }

    /** The same lake as a part of a store that begins above it. */
    private Lake below(URI controlRoot, Lake lake, ChosenSettings settings) {
        CompactionSettings below = ControlRoot.settings(controlRoot, lake.root(), lake.settings());
        ObjectStore store = openStore(controlRoot, settings);
        lake.close();
        return lake.withStore(store).withSettings(below);
    }

    /** As {@link #open}, for any root, without a look at its layout and without hooks. */
    public Lake open(URI root, ChosenSettings settings) {
        return new Lake(
                root,
                openStore(root, settings),
                application.codec(),
                settings.compaction(),
                shell.clock(),
                Optional.empty());
    }

    /**
     * Refuses a root that names a place in a bucket at which nothing lies. A directory of a file system that is not
     * there is refused when it is opened; an empty one is there.
     *
     * @throws SettingsException if there is no object
     */
    public static void requireAnything(Lake lake) {
        URI root = lake.root();
        boolean isFile = "file".equalsIgnoreCase(root.getScheme());
        if (!isFile
                && lake.store()
                        .list(new ListRequest(lake.settings().layout().base(), false, null, 1))
                        .isEmpty()) {
            throw new SettingsException(List.of(
                    "There is no object below " + root + ": check the bucket and the prefix. Nothing was done."));
        }
    }

    private ObjectStore openStore(URI root, ChosenSettings settings) {
        String scheme = Objects.requireNonNullElse(root.getScheme(), "").toLowerCase(Locale.ROOT);
        try {
            return factory(scheme).open(root, settings.storeOptions(scheme));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of("root = '" + root + "': "
                    + ChosenSettings.withFlags(scheme, String.valueOf(e.getMessage())) + ". Nothing was done."));
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
            String known = String.join(", ", new TreeSet<>(application.stores().keySet()));
            throw new IllegalArgumentException("this build has no store for '" + scheme + ":', but for these: "
                    + (known.isEmpty() ? "none" : known));
        }
        return factory.get();
    }
}
