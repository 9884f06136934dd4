package dev.coldpress.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version in the manifest of the jar. */
final class BuildVersion implements IVersionProvider {

    /** As {@code 0.1.0}. */
    static String number() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(version, "(not packaged)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"coldpress " + number()};
    }
}
