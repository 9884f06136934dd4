package dev.coldpress.app.inspect;

import dev.coldpress.app.settings.Secrets;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.app.settings.Texts;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to look at: a place below a root. Whether it is a file or a prefix is for the store to say.
 *
 * @param path empty for everything below the root
 */
record InspectedPlace(URI root, String path) {

    private static final String ABSOLUTE = "/.*|[A-Za-z][A-Za-z0-9+.-]+:.*";

    /** @throws SettingsException if it can be neither a key nor a prefix */
    static InspectedPlace of(String text, Optional<URI> root) {
        try {
            Secrets.requireNone(text);
            if (root.isPresent() && !text.matches(ABSOLUTE)) {
                return checked(root.get(), text);
            }
            return split(Texts.root(text));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    List.of("'" + Secrets.maskedValue(text) + "' cannot be inspected: " + e.getMessage() + "."));
        }
    }

    /** A directory is a root by itself, for stores can be opened at any prefix; else the last segment is below one. */
    private static InspectedPlace split(URI place) {
        String path = place.getPath();
        if (path == null) {
            throw new IllegalArgumentException("a URI names an absolute path, such as file:/data/lake");
        }
        if (path.isEmpty() || path.endsWith("/")) {
            return checked(place, "");
        }
        return checked(place.resolve("."), path.substring(path.lastIndexOf('/') + 1));
    }

    private static InspectedPlace checked(URI root, String path) {
        InspectedPlace place = new InspectedPlace(root, path);
        place.prefix();
        return place;
    }

    /** Empty if only a prefix can be meant. */
    Optional<ObjectKey> key() {
        return path.isEmpty() || path.endsWith("/") ? Optional.empty() : Optional.of(ObjectKey.of(path));
    }

    KeyPrefix prefix() {
        return path.isEmpty() || path.endsWith("/") ? KeyPrefix.of(path) : KeyPrefix.of(path + "/");
    }

    SettingsException nothingThere() {
        return new SettingsException(
                List.of("There is no file and no directory '" + path + "' below " + root + ". Check the path."));
    }
}
