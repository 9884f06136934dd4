package dev.coldpress.app.lake;

import dev.coldpress.app.settings.Settings;
import dev.coldpress.app.settings.SettingsException;
import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.settings.CompactionSettings;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** Settings for a lake whose store begins at a directory above it, so that nothing but data lies in the lake itself. */
final class ControlRoot {

    private ControlRoot() {}

    /**
     * The settings of a lake for a store that begins at the control root.
     *
     * @param settings for a store that begins at the root of the lake
     * @throws SettingsException if the control root is not above the root
     */
    static CompactionSettings settings(URI controlRoot, URI root, CompactionSettings settings) {
        KeyPrefix base = base(controlRoot, root);
        try {
            return settings.toBuilder()
                    .layout(settings.layout().below(base))
                    .include(below(base, settings.include()))
                    .exclude(below(base, settings.exclude()))
                    .build();
        } catch (IllegalArgumentException e) {
            throw refusal(controlRoot, root, String.valueOf(e.getMessage()));
        }
    }

    private static KeyPrefix base(URI controlRoot, URI root) {
        String above = withSlash(controlRoot.getPath());
        String below = withSlash(root.getPath());
        boolean isAbove = Objects.equals(controlRoot.getScheme(), root.getScheme())
                && Objects.equals(controlRoot.getAuthority(), root.getAuthority())
                && below.length() > above.length()
                && below.startsWith(above);
        if (!isAbove) {
            throw refusal(controlRoot, root, "it is no directory above the root");
        }
        try {
            return KeyPrefix.of(below.substring(above.length()));
        } catch (IllegalArgumentException e) {
            throw refusal(controlRoot, root, String.valueOf(e.getMessage()));
        }
    }

    private static String withSlash(String path) {
        return path.endsWith("/") ? path : path + "/";
    }

    private static SettingsException refusal(URI controlRoot, URI root, String why) {
        return new SettingsException(List.of(Settings.CONTROL_ROOT.key() + " = '" + controlRoot + "' for the root '"
                + root
                + "': " + why + ". Two compactors of one lake find each other's records only in the lake or above it."
                + " Nothing was done."));
    }

    /** Globs over the paths in the lake, as globs over the paths in the store. */
    private static List<String> below(KeyPrefix base, List<String> globs) {
        String path = base.path().replaceAll("[\\\\*?\\[\\]{}]", "\\\\$0");
        return globs.stream()
                .map(glob -> glob.equals(LakeLayout.FLAT_TEMPLATE) ? path.substring(0, path.length() - 1) : path + glob)
                .toList();
    }
}
